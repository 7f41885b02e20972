import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RlmPort } from '../../src/rlm/port.js';
import { BLACK_M, BLACK_S, refund, returnId, usd } from '../support/returns.js';
import { call, COMPANY, LOCATION, openRlm, shippedOrder, type RlmSystem } from '../support/systems.js';

const draft = (change: Parameters<typeof refund>[0] = {}, cents = 8710) => ({
  returnId,
  refund: refund(change),
  money: usd(cents),
});
const lineOf = (sku: string, change: Partial<ReturnType<typeof refund>['lines'][number]> = {}) => ({
  ...{ orderLineId: `line-${sku}`, sku, quantity: 1, restockType: 'return' as const, locationId: null },
  ...{ subtotal: usd(4000), tax: usd(355) },
  ...change,
});

describe('refunds imported into RLM', () => {
  let rlm: RlmSystem;
  let client: RlmPort;
  beforeEach(async () => {
    rlm = await openRlm();
    client = rlm.client();
  });
  afterEach(() => rlm.simulator.close());

  it('become a credit invoice and go back into stock', async () => {
    const before = rlm.door.balance(COMPANY, 1, BLACK_M);
    const answer = await client.importRefund(draft(), call('refund:991'));
    expect(answer).toEqual({
      kind: 'created',
      creditNumber: String(rlm.door.credits(COMPANY)[0]?.['credit_number']),
      ...{ total: usd(8710), merchandise: usd(8000), tax: usd(710), freight: usd(0), adjustment: usd(0) },
      movements: [{ sku: BLACK_M, barcode: null, warehouse: '1', quality: 'first', quantity: 2 }],
      leftOut: [],
    });
    expect(rlm.door.balance(COMPANY, 1, BLACK_M)).toBe(before + 2);
  });

  it('credit the money that moved: a fee kept is a misc. charge', async () => {
    const answer = await client.importRefund(draft({}, 8210), call('k'));
    expect(answer).toMatchObject({ total: usd(8210), adjustment: usd(-500) });
    expect(await client.findImport(draft({}, 8210), call('k'))).toEqual(answer);
  });

  it('are made once: the same key replays, another key is refused, and the import is found', async () => {
    const first = await client.importRefund(draft(), call('k'));
    expect(await client.importRefund(draft(), call('k'))).toEqual(first);
    await expect(client.importRefund(draft(), call('other'))).rejects.toMatchObject({
      status: 409,
      body: { code: 'DUPLICATE', message: 'Refund ID Already Exists' },
    });
    expect(await client.findImport(draft(), call('other'))).toEqual(first);
    expect(rlm.door.credits(COMPANY)).toHaveLength(1);
  });

  it('go to second quality when the shop did not restock', async () => {
    const lines = [lineOf(BLACK_M, { restockType: 'no-restock' })];
    const answer = await client.importRefund(draft({ lines }, 4355), call('k'));
    expect(answer).toMatchObject({ movements: [{ warehouse: '91', quality: 'second', quantity: 1 }] });
  });

  it('that are not there are not there', async () => {
    expect(await client.findImport(draft(), call('k'))).toBeNull();
  });

  it.each([
    ['skipped', { lines: [] }, 'No Returnable Lines'],
    ['skipped', { lines: [lineOf('other')] }, 'No Returnable Lines; Order Line Not Shipped'],
    ['error', { orderId: '1' }, 'Order Not Found'],
    ['error', { lines: [lineOf(BLACK_M, { quantity: 3 })] }, 'Refund Quantity Exceeds Shipped Quantity'],
  ])('may be %s, in RLM’s words; a later run may take them', async (kind, change, reason) => {
    expect(await client.importRefund(draft(change), call('k'))).toEqual({ kind, reason });
    expect(await client.findImport(draft(change), call('k'))).toBeNull();
    expect(rlm.door.credits(COMPANY)).toEqual([]);
  });

  it('are taken under the same key once the order was shipped', async () => {
    shippedOrder(rlm.door, 'late', { shipped: false });
    const late = draft({ orderId: 'late' });
    expect(await client.importRefund(late, call('k'))).toMatchObject({ kind: 'skipped' });
    rlm.door.ship(COMPANY, Number(rlm.door.orders(COMPANY)[1]?.['order_number']));
    expect(await client.importRefund(late, call('k'))).toMatchObject({ kind: 'created' });
  });

  it('name the lines that were left out', async () => {
    const lines = [lineOf(BLACK_M), lineOf('other')];
    expect(await client.importRefund(draft({ lines }, 8710), call('k'))).toMatchObject({
      kind: 'created',
      total: usd(4355),
      leftOut: [{ orderLineId: 'line-other', reason: 'Order Line Not Shipped' }],
    });
  });

  it('are in doubt, not refused, when only their credit cannot be read', async () => {
    for (const effect of [
      { kind: 'status', status: 404, body: { message: 'Invoice Not Found' } },
      { kind: 'status', status: 403, body: { message: 'Invalid Company' } },
      { kind: 'rate-limit', retryAfterSeconds: 60 },
    ] as const) {
      rlm.simulator.faults.add({ ...effect, match: { path: '/invoices/' } });
      const impatient = { ...call('k'), signal: AbortSignal.timeout(400) };
      await expect(rlm.client().importRefund(draft(), impatient)).rejects.toMatchObject({ delivered: 'unknown' });
    }
    expect(await client.findImport(draft(), call('k'))).toMatchObject({ kind: 'created' });
    expect(rlm.door.credits(COMPANY)).toHaveLength(1);
  });

  it.each([
    ['does not add up', { total: '99.99' }],
    ['is in another currency', { currency: 'CAD' }],
    ['has half cents', { sales_tax: '7.105' }],
    ['has no total', { total: undefined }],
  ])('do not reach the books with a credit that %s', async (_, change) => {
    await client.importRefund(draft(), call('k'));
    const body = { ...rlm.door.credits(COMPANY)[0], ...change };
    rlm.simulator.faults.add({ match: { path: '/invoices/' }, kind: 'status', status: 200, body });
    await expect(client.findImport(draft(), call('k'))).rejects.toMatchObject({
      code: 'VENDOR_NOT_UNDERSTOOD',
      delivered: 'unknown',
    });
  });
});

describe('the stock of record', () => {
  let rlm: RlmSystem;
  beforeEach(async () => {
    rlm = await openRlm();
  });
  afterEach(() => rlm.simulator.close());

  it('is what can be sold in first-quality warehouses at their locations, as of before the reading', async () => {
    rlm.door.setWarehouse(COMPANY, 91, { shopify_location_id: LOCATION });
    const clock = { now: () => new Date('2026-03-10T12:00:00.000Z') };
    const { levels, readAt } = await rlm.client({}, clock).levels([BLACK_M, BLACK_S], call('k'));
    // Warehouse 2 holds black shirts too, but no location of the shop stands for it.
    expect(levels).toEqual([
      { sku: BLACK_M, locationId: LOCATION, available: rlm.door.balance(COMPANY, 1, BLACK_M) },
      { sku: BLACK_S, locationId: LOCATION, available: rlm.door.balance(COMPANY, 1, BLACK_S) },
    ]);
    expect(readAt).toEqual(clock.now());
  });

  it('is added up where two warehouses stand behind one location, less what is promised', async () => {
    rlm.door.setWarehouse(COMPANY, 2, { shopify_location_id: LOCATION });
    shippedOrder(rlm.door, 'open', { shipped: false });
    const both = rlm.door.balance(COMPANY, 1, BLACK_M) + rlm.door.balance(COMPANY, 2, BLACK_M);
    const { levels } = await rlm.client().levels([BLACK_M], call('k'));
    expect(levels).toEqual([{ sku: BLACK_M, locationId: LOCATION, available: both - 2 }]);
  });

  it('is nothing for what no mapped warehouse holds', async () => {
    expect((await rlm.client().levels(['NO-SUCH'], call('k'))).levels).toEqual([]);
  });
});
