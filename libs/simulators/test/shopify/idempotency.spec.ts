import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DOMAIN, gid, openShop, type Shop } from './shop.js';

let shop: Shop;
let orderId: string;
let saleId: string;
beforeEach(async () => {
  shop = await openShop();
  const order = shop.order();
  orderId = order.id;
  saleId = order.transactions[0]?.id ?? '';
});
afterEach(() => shop.close());

const send = (key: string | null, amount = '10.00', version = '2026-10') => {
  const directive = key === null ? '' : `@idempotent(key: "${key}")`;
  const money = [
    { orderId: gid('Order', orderId), parentId: gid('OrderTransaction', saleId), kind: 'REFUND', gateway: 'x', amount },
  ];
  return shop.graphql(
    `mutation($input: RefundInput!) { refundCreate(input: $input) ${directive} { refund { id note } userErrors { field message } } }`,
    { input: { orderId: gid('Order', orderId), transactions: money } },
    { version },
  );
};
const refunds = (): number => shop.shopify.door.orders(DOMAIN)[0]?.refunds.length ?? 0;
const refusal = async (answer: ReturnType<typeof send>): Promise<string> =>
  (await answer).data.refundCreate.userErrors[0]?.message;

describe('@idempotent', () => {
  it('is optional in 2026-01 and demanded from 2026-04, without a code', async () => {
    expect((await send(null, '1.00', '2026-01')).data.refundCreate.refund).not.toBeNull();
    const answer = await send(null, '1.00', '2026-04');
    expect(answer.data).toEqual({ refundCreate: null });
    expect(answer.errors).toEqual([
      {
        message: 'The @idempotent directive is required for this mutation but was not provided.',
        locations: expect.anything(),
        path: ['refundCreate'],
      },
    ]);
    expect((await send('  ')).errors).toHaveLength(1);
  });

  it('answers a repeat with the first refund, rebuilt from today', async () => {
    const first = (await send('a')).data.refundCreate.refund;
    const second = (await send('a')).data.refundCreate.refund;
    expect(second).toEqual(first);
    expect(refunds()).toBe(1);
  });

  it('also when the answer to the first was lost after it was executed', async () => {
    shop.shopify.faults.add({ match: { body: /refundCreate/ }, kind: 'after-commit', then: 'reset' });
    await expect(send('a')).rejects.toThrow();
    expect(refunds()).toBe(1);
    expect((await send('a')).data.refundCreate.refund).not.toBeNull();
    expect(refunds()).toBe(1);
  });

  it('refuses the same key for something else, while running, and after a failed attempt', async () => {
    await send('a');
    expect(await refusal(send('a', '11.00'))).toBe(
      'The same idempotency key cannot be used with different operation parameters.',
    );
    shop.shopify.door.holdIdempotencyKey(DOMAIN, 'b');
    expect(await refusal(send('b'))).toBe('This request is currently in progress, please try again.');
    shop.shopify.door.holdIdempotencyKey(DOMAIN, 'b', false);
    expect((await send('b')).data.refundCreate.userErrors).toEqual([]);
    expect(await refusal(send('c', '9999.00'))).toContain('is greater than net payment received');
    expect(await refusal(send('c', '9999.00'))).toBe(
      'A previous request with this idempotency key failed. Retry with a new idempotency key.',
    );
  });

  it('forgets a key after 24 hours', async () => {
    await send('a');
    shop.clock.advance(24 * 3_600_000);
    await send('a');
    expect(refunds()).toBe(2);
  });

  it('can be made to have no effect, as was once reported', async () => {
    shop.shopify.door.ignoreIdempotencyKeys(DOMAIN);
    await send('a');
    await send('a');
    expect(refunds()).toBe(2);
  });
});
