import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReceiptDraft } from '../../src/aims360/port.js';
import { ACCOUNT, draft, openErp, unit, UPC_L, UPC_M, type TestErp } from '../support/erp.js';
import { usd } from '../support/returns.js';

const key = { customerAccount: 'SHPFY-US', externalReturnId: '88120045' };

const line = (change: Partial<ReceiptDraft['lines'][number]> = {}): ReceiptDraft['lines'][number] => ({
  sku: 'RIDGE-PINE-M',
  barcode: UPC_M,
  quantity: 1,
  disposition: 'restock',
  warehouseCode: 'MAIN',
  ...change,
});

const receipt = (...lines: ReceiptDraft['lines']): ReceiptDraft => ({
  ...key,
  receiptReference: 'WH-1',
  receivedAt: '2026-09-20T10:00:00Z',
  lines,
});

const failureOf = (call: Promise<unknown>) => call.then(() => null).catch((error: unknown) => error);

const three = [unit(), unit({ unitId: 'u2' }), unit({ unitId: 'u3', barcode: UPC_L, sku: 'RIDGE-PINE-L' })];

describe('an RMA whose units have reasons and warehouses of their own', () => {
  let erp: TestErp;
  beforeEach(async () => {
    erp = await openErp();
  });
  afterEach(() => erp.simulator.close());

  it('says them on the lines where they differ from the store’s', async () => {
    const units = [
      unit({ reasonCode: 'FIT', warehouseCode: 'MAIN' }),
      unit({ unitId: 'u2', reasonCode: 'DMG', warehouseCode: 'RETURNS3PL' }),
    ];
    await erp.client().createRma(draft({ units }));
    const { codes, warehouses } = erp.door.masters(ACCOUNT);
    expect(erp.door.rmas(ACCOUNT)[0]?.['lineItems']).toMatchObject([
      { returnAuthorizationID: codes.returnAuthorizations['FIT'], warehouseID: null },
      { returnAuthorizationID: codes.returnAuthorizations['DMG'], warehouseID: warehouses['RETURNS3PL'] },
    ]);
  });
});

describe('an edit of an open RMA', () => {
  let erp: TestErp;
  beforeEach(async () => {
    erp = await openErp();
  });
  afterEach(() => erp.simulator.close());

  const patches = () => erp.calls(/\/rma\/[^/]+$/, 'PATCH').length;

  it('takes units off, adds others, and changes tax and fee', async () => {
    const client = erp.client();
    const { rmaId } = await client.createRma(draft({ units: three }));
    const dearer = unit({ unitId: 'u4', barcode: UPC_L, sku: 'RIDGE-PINE-L', price: usd(9900) });
    const units = [unit(), dearer];
    const edited = await client.editRma(rmaId, { ...draft(), units, tax: usd(900), fee: usd(500) });
    expect(edited.lines).toMatchObject([
      { sku: 'RIDGE-PINE-M', authorized: 1 },
      { sku: 'RIDGE-PINE-L', authorized: 1 },
    ]);
    expect(erp.door.rmas(ACCOUNT)[0]).toMatchObject({ tax: 9, restockingFee: 5 });
  });

  it('is made once, however often it is asked for, also when the answer was lost', async () => {
    const client = erp.client();
    const { rmaId } = await client.createRma(draft());
    erp.door.configure(ACCOUNT, { internalErrorsAfterCommit: 1 });
    const patch = { ...draft(), units: three };
    await expect(client.editRma(rmaId, patch)).rejects.toMatchObject({ delivered: 'unknown' });
    expect((await client.editRma(rmaId, patch)).lines).toMatchObject([{ authorized: 2 }, { authorized: 1 }]);
    expect(patches()).toBe(1);
  });

  it('reads again and tries once more when somebody changed the RMA in between', async () => {
    const client = erp.client();
    const { rmaId } = await client.createRma(draft());
    const body = { error: { code: 'ConditionNotMet', message: 'The etag is stale.' } };
    erp.simulator.faults.add({ match: { method: 'PATCH', path: '/rma/' }, kind: 'status', status: 412, body });
    expect((await client.editRma(rmaId, { ...draft(), units: three })).lines).toHaveLength(2);
    expect(patches()).toBe(2);
  });

  it('is given up after a second stale etag', async () => {
    const client = erp.client();
    const { rmaId } = await client.createRma(draft());
    erp.door.configure(ACCOUNT, { staleEtags: true });
    await expect(client.editRma(rmaId, { ...draft(), units: three })).rejects.toMatchObject({ status: 412 });
    expect(patches()).toBe(2);
  });
});

describe('a receipt', () => {
  let erp: TestErp;
  beforeEach(async () => {
    erp = await openErp();
    await erp.client().createRma(draft({ units: three }));
  });
  afterEach(() => erp.simulator.close());

  it('books each unit where it goes, with what becomes of it', async () => {
    const seconds = line({ disposition: 'seconds', warehouseCode: 'SECONDS' });
    const missing = line({ sku: 'RIDGE-PINE-L', barcode: UPC_L, disposition: 'missing' });
    const rma = await erp.client().receiveRma(receipt(line(), seconds, missing));
    expect(rma.lines).toMatchObject([
      { sku: 'RIDGE-PINE-M', received: 2, restocked: 1, seconds: 1 },
      { sku: 'RIDGE-PINE-L', received: 0, missing: 1 },
    ]);
    expect(erp.door.stock(ACCOUNT, 'SECONDS', UPC_M)).toBe(1);
  });

  it('is booked once under its reference, also when the answer was lost', async () => {
    const client = erp.client();
    erp.door.configure(ACCOUNT, { internalErrorsAfterCommit: 1 });
    const twice = receipt(line({ quantity: 2 }));
    await expect(client.receiveRma(twice)).rejects.toMatchObject({ delivered: 'unknown' });
    expect((await client.receiveRma(twice)).lines[0]).toMatchObject({ received: 2 });
    expect(erp.door.rmas(ACCOUNT)[0]?.['lineItems']).toMatchObject([{ sizes: [{ receivedQuantity: 2 }, {}] }]);
  });

  it('of more than was announced is refused as a whole', async () => {
    await expect(erp.client().receiveRma(receipt(line({ quantity: 3 })))).rejects.toMatchObject({ status: 409 });
    expect(erp.door.stock(ACCOUNT, 'MAIN', UPC_M)).toBe(7);
  });

  it('of an item that is not on the RMA, or without an RMA, is for a person', async () => {
    const client = erp.client();
    erp.door.addStyleColor(ACCOUNT, {
      style: 'CREST',
      color: 'SLATE',
      sizes: [{ sizeName: 'M', upc: '195001000099' }],
    });
    const other = line({ sku: 'CREST-SLATE-M', barcode: '195001000099' });
    expect(await failureOf(client.receiveRma(receipt(other)))).toMatchObject({ kind: 'receive-rma' });
    const nobodys = { ...receipt(line()), externalReturnId: '1' };
    expect(await failureOf(client.receiveRma(nobodys))).toMatchObject({ kind: 'receive-rma' });
  });

  it('of one item on two lines fills the line of its warehouse first', async () => {
    const units = [
      unit({ warehouseCode: 'MAIN' }),
      unit({ unitId: 'u2', warehouseCode: 'RETURNS3PL' }),
      unit({ unitId: 'u3', warehouseCode: 'RETURNS3PL' }),
    ];
    await erp.client().createRma(draft({ externalReturnId: '2', units }));
    const there = line({ warehouseCode: 'RETURNS3PL', quantity: 1 });
    await erp.client().receiveRma({ ...receipt(there), externalReturnId: '2' });
    expect(erp.door.rmas(ACCOUNT)[1]?.['lineItems']).toMatchObject([
      { sizes: [{ receivedQuantity: 0 }] },
      { sizes: [{ receivedQuantity: 1 }] },
    ]);
    await erp
      .client()
      .receiveRma({ ...receipt({ ...there, quantity: 2 }), externalReturnId: '2', receiptReference: 'WH-2' });
    expect(erp.door.rmas(ACCOUNT)[1]?.['receiptStatus']).toBe('Full');
  });
});

describe('a void', () => {
  it('takes an RMA on which nothing came, twice is once; else it is refused', async () => {
    const erp = await openErp();
    const client = erp.client();
    const { rmaId } = await client.createRma(draft());
    expect(await client.voidRma(rmaId)).toMatchObject({ status: 'void' });
    expect(await client.voidRma(rmaId)).toMatchObject({ status: 'void' });
    const { rmaId: second } = await client.createRma(draft({ externalReturnId: '2' }));
    erp.door.operatorReceive(ACCOUNT, '2');
    await expect(client.voidRma(second)).rejects.toMatchObject({ status: 409 });
    await erp.simulator.close();
  });
});
