import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { share } from '../../src/rlm/money.js';
import { COMPANY, LINE_B, LINE_C, SKU_A, SKU_B, itemsIn, oakAndLinen } from './oak-and-linen.js';
import type { Answered, OakAndLinen } from './oak-and-linen.js';

describe('RLM refund import', () => {
  let erp: OakAndLinen;
  const importRefund = (
    lines: readonly unknown[],
    changes: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Answered> => erp.call('POST', '/refund-imports', erp.refundBody(lines, changes), headers);
  const onHand = (warehouse: number, sku = SKU_A): number => erp.rlm.door.balance(COMPANY, warehouse, sku);

  beforeEach(async () => void (erp = await oakAndLinen()));
  // Closed whatever the check says: an open server would keep a failing run from ending.
  afterEach(() => erp.rlm.close().then(() => erp.rlm.door.assertInvariants(COMPANY)));

  it('restocks, makes the credit invoice of exactly the refunded money, and closes the RA', async () => {
    const ra = await erp.transmittedRa();
    await erp.call('POST', '/return-receipts', erp.receiptBody(ra, [{ ra_line_no: 1, sku: SKU_A, quantity: 2 }]));
    expect(onHand(1)).toBe(18);
    const made = await importRefund([erp.refundLine()]);
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      result: 'CREATED',
      credit_total: '87.10',
      misc_charges: [],
      restocked: [{ sku: SKU_A, warehouse: 1, quality: '1', quantity: 2 }],
    });
    expect(onHand(1)).toBe(20);
    const invoice = await erp.call('GET', `/invoices/${String(made.json.credit_number)}`);
    expect(invoice.json).toMatchObject({
      merchandise: '80.00',
      sales_tax: '7.10',
      total: '87.10',
      external_refund_id: 'gid://shopify/Refund/81001',
      lines: [{ units: 2, unit_price: '40.00' }],
    });
    expect((await erp.call('GET', `/return-authorizations/${ra}`)).json).toMatchObject({ status: 'CLOSED' });
    erp.rlm.door.assertSettled(COMPANY);
  });

  it('says that a refund id already exists, and still has the result to read', async () => {
    const first = await importRefund([erp.refundLine()]);
    const again = await importRefund([erp.refundLine()]);
    expect(again.status).toBe(409);
    expect(again.json).toMatchObject({ code: 'DUPLICATE', message: 'Refund ID Already Exists' });
    const stored = await erp.call('GET', `/refund-imports/${encodeURIComponent('gid://shopify/Refund/81001')}`);
    expect(stored.json).toEqual(first.json);
    expect((await erp.call('GET', '/refund-imports/81001')).status).toBe(200);
    expect(onHand(1)).toBe(20);
  });

  it.each([
    ['even exchange', '0.00', '-87.10', '0.00'],
    ['refund less a fee', '82.10', '-5.00', '82.10'],
    ['goodwill on top', '90.00', '2.90', '90.00'],
  ])('%s: one LOOPADJ makes the credit the money refunded', async (_name, money_refunded, adjustment, total) => {
    const made = await importRefund([erp.refundLine()], { money_refunded });
    expect(made.json).toMatchObject({ credit_total: total, misc_charges: [{ code: 'LOOPADJ', amount: adjustment }] });
  });

  it('puts no_restock into the damages warehouse of the warehouse that shipped it', async () => {
    const made = await importRefund([erp.refundLine({ restock_type: 'NO_RESTOCK' })]);
    expect(made.json).toMatchObject({ restocked: [{ warehouse: 91, quality: '2', quantity: 2 }] });
    expect([onHand(1), onHand(91)]).toEqual([18, 2]);
  });

  it('posts nothing when no damages warehouse is assigned, and may be run again once it is', async () => {
    const line = erp.refundLine({ external_line_id: LINE_C, quantity: 1, restock_type: 'NO_RESTOCK' });
    const key = { 'idempotency-key': 'refund:81001' };
    const failed = await importRefund([line], {}, key);
    expect(failed.status).toBe(200);
    expect(failed.json).toMatchObject({ result: 'ERROR', message: 'No Second Quality Warehouse Assigned' });
    expect((await erp.call('GET', '/refund-imports/81001')).status).toBe(404);
    erp.rlm.door.setWarehouse(COMPANY, 3, { second_quality_warehouse: 91 });
    expect((await importRefund([line], {}, key)).json).toMatchObject({ result: 'CREATED' });
  });

  it('follows the Shopify location when goods went back to another warehouse', async () => {
    const made = await importRefund([erp.refundLine({ location_id: '9002' })]);
    expect(made.json).toMatchObject({ restocked: [{ warehouse: 2 }] });
    expect([onHand(1), onHand(2)]).toEqual([18, 22]);
  });

  it('does not know the order yet: an error that a later run may not have', async () => {
    const unknown = await importRefund([erp.refundLine()], { external_order_id: '404' });
    expect(unknown.json).toMatchObject({ result: 'ERROR', message: 'Order Not Found' });
  });

  it('does not import a line that RLM never shipped; a late ship confirm changes that', async () => {
    const [order] = erp.rlm.door.addOrder(COMPANY, {
      externalOrderId: '900',
      customerPo: '#900',
      lines: [{ externalLineId: '901', sku: SKU_B, quantity: 1, price: 3_000, shipped: 0 }],
    });
    const line = { external_line_id: '901', quantity: 1, restock_type: 'RETURN', subtotal: '30.00', tax: '0.00' };
    const changes = { refund_id: '5', external_order_id: '900', money_refunded: '30.00' };
    expect((await importRefund([line], changes)).json).toMatchObject({
      result: 'SKIPPED',
      message: 'No Returnable Lines',
      lines: [{ result: 'SKIPPED', message: 'Order Line Not Shipped' }],
    });
    erp.rlm.door.ship(COMPANY, Number(order?.order_number));
    expect((await importRefund([line], changes)).json).toMatchObject({ result: 'CREATED' });
  });

  it('imports the shipped lines of a mixed refund with their share of the gap', async () => {
    const cancelled = { external_line_id: LINE_B, quantity: 1, restock_type: 'CANCEL', subtotal: '30.00', tax: '2.66' };
    // Whole value 119.76, money 109.76: a gap of -10.00, of which 87.10 / 119.76 belongs to the imported line.
    const made = await importRefund([erp.refundLine(), cancelled], { money_refunded: '109.76' });
    expect(made.json).toMatchObject({
      result: 'CREATED',
      credit_total: '79.83',
      misc_charges: [{ amount: '-7.27' }],
      lines: [{ result: 'CREATED' }, { result: 'SKIPPED', message: 'Order Line Cancelled' }],
    });
  });

  it('refuses more than was shipped, over two refunds too', async () => {
    const one = erp.refundLine({ quantity: 1, subtotal: '40.00', tax: '3.55' });
    expect((await importRefund([one], { refund_id: '1', money_refunded: '43.55' })).json).toMatchObject({
      result: 'CREATED',
    });
    const two = await importRefund([erp.refundLine()], { refund_id: '2' });
    expect(two.json).toMatchObject({ result: 'ERROR', message: 'Refund Quantity Exceeds Shipped Quantity' });
    expect((await importRefund([one], { refund_id: '3', money_refunded: '43.55' })).json).toMatchObject({
      result: 'CREATED',
    });
    expect(onHand(1)).toBe(20);
  });

  it('closes an RA once all that is authorised is refunded, even before the goods are there', async () => {
    const ra = await erp.transmittedRa();
    const status = async (): Promise<unknown> => (await erp.call('GET', `/return-authorizations/${ra}`)).json.status;
    const one = erp.refundLine({ quantity: 1, subtotal: '40.00', tax: '3.55' });
    await importRefund([one], { refund_id: '1', money_refunded: '43.55' });
    expect(await status()).toBe('TRANSMITTED');
    await importRefund([one], { refund_id: '2', money_refunded: '43.55' });
    expect(await status()).toBe('CLOSED');
  });

  it('reports a pure money refund as nothing to import', async () => {
    expect((await importRefund([], { money_refunded: '5.00' })).json).toMatchObject({
      result: 'SKIPPED',
      message: 'No Returnable Lines',
    });
  });

  it('puts no phantom seconds into stock when a receipt is required', async () => {
    erp.rlm.door.configure(COMPANY, { noRestockRequiresReceipt: true });
    const made = await importRefund([erp.refundLine({ restock_type: 'NO_RESTOCK' })]);
    expect(made.json).toMatchObject({ result: 'CREATED', restocked: [] });
    expect(onHand(91)).toBe(0);
  });

  it('never stocks what the warehouse disposed of', async () => {
    const ra = await erp.transmittedRa();
    const disposed = { ra_line_no: 1, sku: SKU_A, quantity: 1, condition: 'DAMAGED', disposition: 'DISPOSE' };
    await erp.call(
      'POST',
      '/return-receipts',
      erp.receiptBody(ra, [disposed, { ...disposed, disposition: 'SECONDS' }]),
    );
    const made = await importRefund([erp.refundLine({ restock_type: 'NO_RESTOCK' })]);
    expect(made.json).toMatchObject({ restocked: [{ warehouse: 91, quantity: 1 }] });
  });

  it('shows the change in the inventory list, damages apart by quality', async () => {
    erp.rlm.clock.advance(60_000);
    const since = erp.rlm.clock.now().toISOString();
    await importRefund([erp.refundLine({ restock_type: 'NO_RESTOCK' })]);
    const changed = itemsIn(await erp.call('GET', `/inventory?updated_since=${since}`));
    expect(changed).toMatchObject([{ warehouse: 91, quality: 'SECOND', on_hand: 2 }]);
  });
});

describe('share of an amount', () => {
  it('is exact to the cent and whole when the part is the whole', () => {
    const amount = fc.integer({ min: -10_000_000, max: 10_000_000 });
    const whole = fc.integer({ min: 1, max: 10_000_000 });
    fc.assert(
      fc.property(amount, whole, fc.double({ min: 0, max: 1, noNaN: true }), (a, w, fraction) => {
        const part = Math.floor(w * fraction);
        expect(Math.abs(share(a, part, w) - (a * part) / w)).toBeLessThanOrEqual(0.5 + 1e-6);
        expect(share(a, w, w)).toBe(a);
        expect(share(-a, part, w)).toBe(-share(a, part, w) + 0);
      }),
    );
  });
});
