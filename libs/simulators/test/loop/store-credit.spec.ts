import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LoopShopRequest } from '../../src/index.js';
import { startReceiver } from '../receiver.js';
import { openDesk, type Desk } from './desk.js';
import { DOMAIN } from './loop.js';

let desk: Desk;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
const open = async (settings: Partial<LoopShopRequest> = {}): Promise<void> => {
  receiver = await startReceiver();
  desk = await openDesk(settings, [
    `giftcard giftcard.requested ${receiver.url}`,
    `return return.created ${receiver.url}`,
    `restock restock.requested ${receiver.url}`,
  ]);
};
beforeEach(() => open());
const close = () => Promise.all([desk.close(), receiver.close()]);
afterEach(close);
const reopen = async (settings: Partial<LoopShopRequest>): Promise<void> => {
  await close();
  await open(settings);
};
const told = (trigger: string): unknown[] =>
  receiver.received
    .map(({ body }) => JSON.parse(body) as { trigger: string })
    .filter((body) => body.trigger === trigger);
const jacket = { units: [{ sku: 'NF-JKT-M' }] };

describe('store credit', () => {
  it('is a gift card of Shopify, with a note that names the return, and no refund', async () => {
    const { id } = await desk.submit({ ...jacket, storeCredit: true });
    expect(await desk.listed(id)).toMatchObject({
      outcome: 'credit',
      gift_card: '75.60',
      refund: '0.00',
      total: '0.00',
    });
    await desk.process(id);
    expect(desk.shopify.door.giftCards(DOMAIN)).toMatchObject([
      { initialValue: 7560, apiClientId: '1662707', note: expect.stringMatching(new RegExp(`^Loop .*return ${id}$`)) },
    ]);
    expect(desk.orders()[0]).toMatchObject({ tags: ['Gift Card'], refunds: [{ lines: [{ quantity: 1 }] }] });
    expect(desk.orders()[0]?.transactions).toHaveLength(1);
    expect(desk.current(id)).toMatchObject({ state: 'closed', refunds: [], giftCards: [{ amount: 7560 }] });
    expect(told('giftcard.requested')).toEqual([]);
  });

  it('of a part leaves the rest as a refund', async () => {
    const { id } = await desk.submit({ ...jacket, storeCredit: 2000 });
    await desk.process(id);
    expect(await desk.listed(id)).toMatchObject({ outcome: 'credit+refund', gift_card: '20.00', refund: '55.60' });
    expect(desk.current(id).refunds).toMatchObject([{ amount: 5560 }]);
  });

  it('is a gift-card order in the deprecated way', async () => {
    await reopen({ storeCreditKind: 'gift-card-order' });
    const { id } = await desk.submit({ ...jacket, storeCredit: true });
    await desk.process(id);
    const order = desk.orders()[1];
    expect(order).toMatchObject({ name: 'LGC-20418', lines: [{ giftCard: true, unitPrice: 7560 }] });
    expect(await desk.listed(id)).toMatchObject({ gift_card_order_name: 'LGC-20418', gift_card_order_id: order?.id });
  });

  it('of another provider is only asked for', async () => {
    await reopen({ storeCreditKind: 'third-party' });
    const { id } = await desk.submit({ ...jacket, storeCredit: true });
    await desk.process(id);
    expect(desk.shopify.door.giftCards(DOMAIN)).toEqual([]);
    expect(told('giftcard.requested')).toEqual([
      {
        topic: 'giftcard',
        trigger: 'giftcard.requested',
        id: null,
        total_credit_issued: '75.60',
        gift_card_subtotal: '70.00',
        gift_card_tax: '5.60',
        gift_card_bonus_credit: '0.00',
        currency: 'USD',
        return_id: id,
        email: 'ida.berg@northfold.example',
        first_name: 'Ida',
        last_name: 'Berg',
        external_order_id: desk.order.id,
        external_order_name: '#20418',
        external_order_number: '20418',
      },
    ]);
  });

  it('of a gift return goes to the one who sends it back', async () => {
    const mia = { email: 'mia@northfold.example', firstName: 'Mia', lastName: 'Holm' };
    const { id } = await desk.submit({ ...jacket, gift: mia });
    await desk.loop.idle();
    expect(told('return.created')).toMatchObject([
      {
        is_gift_return: true,
        gift_card: '75.60',
        customer: 'ida.berg@northfold.example',
        address: { name: 'Mia Holm' },
      },
    ]);
    await desk.process(id);
    expect(desk.shopify.door.giftCards(DOMAIN)).toMatchObject([{ email: mia.email, initialValue: 7560 }]);
  });
});

describe('what the shopper keeps', () => {
  it('is paid like the rest, is in no parcel, and is not restocked', async () => {
    const { id } = await desk.submit({ units: [{ sku: 'NF-JKT-M', keep: true }, { sku: 'NF-JKT-M' }] });
    const shown = (await desk.listed(id)) as { line_items: { line_item_id: string }[] };
    expect(shown).toMatchObject({
      refund: '151.20',
      line_items: [{ outcome: 'keep' }, { outcome: 'default' }],
      labels: [{ line_items: [shown.line_items[1]?.line_item_id] }],
    });
    await desk.process(id);
    expect(desk.orders()[0]?.refunds).toMatchObject([
      {
        lines: [
          { quantity: 1, restockType: 'RETURN' },
          { quantity: 1, restockType: 'NO_RESTOCK' },
        ],
      },
    ]);
  });

  it('needs no label when it is everything', async () => {
    const { id } = await desk.submit({ units: [{ sku: 'NF-JKT-M', keep: true }] });
    expect(await desk.listed(id)).toMatchObject({ tracking_number: 'N/A', labels: [] });
    desk.clock.advance(29 * 24 * 3_600_000);
    await desk.loop.idle();
    expect(desk.current(id).state).toBe('open');
  });
});

describe('what is kept altogether', () => {
  it('is processed at once where others wait for the parcel', async () => {
    await reopen({ processOn: 'in_transit' });
    const kept = await desk.submit({ units: [{ sku: 'NF-JKT-M', keep: true }] });
    const sent = await desk.submit(jacket);
    await desk.work();
    expect([desk.current(kept.id).state, desk.current(sent.id).state]).toEqual(['closed', 'open']);
  });
});

describe('restocking by another system', () => {
  it('is asked for, and Shopify is told not to restock', async () => {
    await reopen({ restockTarget: 'webhook' });
    const { id } = await desk.submit(jacket);
    await desk.process(id);
    const { inventoryItemId, variantId, locationId } = desk.order.lines[0] ?? {};
    expect(desk.orders()[0]?.refunds[0]?.lines).toMatchObject([{ restockType: 'NO_RESTOCK' }]);
    expect(told('restock.requested')).toMatchObject([
      {
        topic: 'restock',
        id,
        restock_items: [
          {
            location_id: locationId,
            variant_id: variantId,
            inventory_item_id: inventoryItemId,
            available_adjustment: '1',
            inventory_management: 'shopify',
          },
        ],
      },
    ]);
  });
});

describe('an order in another currency', () => {
  it("is shown in the shop's, and in the shopper's when asked for", async () => {
    const order = await desk.ida.buys([{ sku: 'NF-JKT-M', quantity: 1 }], {
      presentment: { currency: 'EUR', rate: 0.9 },
    });
    const { id } = await desk.submit({ orderName: order.name, ...jacket });
    expect(await desk.listed(id)).toMatchObject({ multi_currency: true, currency: 'USD', refund: '70.00' });
    await desk.process(id);
    const details = async (type: string) =>
      (await desk.get(`/warehouse/return/details?return_id=${id}&currency_type=${type}`)).body;
    expect(await details('shop')).toMatchObject([{ currency: 'USD', refund: '70.00', refunds: [{ amount: '70.00' }] }]);
    expect(await details('presentment')).toMatchObject([
      { currency: 'EUR', refund: '63.00', refunds: [{ amount: '63.00', currency: 'EUR' }] },
    ]);
  });
});
