import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allocate } from '../../src/rlm/receipts/allocate.js';
import type { ReportedLine } from '../../src/rlm/receipts/entities.js';
import { COMPANY, SKU_A, SKU_B, itemsIn, oakAndLinen } from './oak-and-linen.js';
import type { Answered, OakAndLinen } from './oak-and-linen.js';

describe('RLM return receipts', () => {
  let erp: OakAndLinen;
  let ra: number;
  const receive = (lines: readonly unknown[], changes: Record<string, unknown> = {}): Promise<Answered> =>
    erp.call('POST', '/return-receipts', erp.receiptBody(ra, lines, changes));
  const raNow = async (): Promise<Record<string, unknown>> =>
    (await erp.call('GET', `/return-authorizations/${ra}`)).json;
  const good = (quantity: number) => ({ ra_line_no: 1, sku: SKU_A, quantity, condition: 'GOOD' });

  beforeEach(async () => {
    erp = await oakAndLinen();
    ra = await erp.transmittedRa();
  });
  // Closed whatever the check says: an open server would keep a failing run from ending.
  afterEach(() => erp.rlm.close().then(() => erp.rlm.door.assertInvariants(COMPANY)));

  it('completes the RA and moves no stock', async () => {
    const before = erp.rlm.door.balance(COMPANY, 1, SKU_A);
    const receipt = await receive([good(2)]);
    expect(receipt.status).toBe(201);
    expect(receipt.json).toMatchObject({ export_status: 'PENDING', lines: [{ quality: '1', result: 'COUNTED' }] });
    expect(await raNow()).toMatchObject({ status: 'RECEIVED', lines: [{ qty_received_first: 2 }] });
    expect(erp.rlm.door.balance(COMPANY, 1, SKU_A)).toBe(before);
  });

  it('waits for more while not final', async () => {
    await receive([good(1)], { final: false });
    expect(await raNow()).toMatchObject({ status: 'PARTIALLY_RECEIVED', received_at: null });
    await receive([good(1)], { receipt_id: 'RCV880018' });
    expect(await raNow()).toMatchObject({ status: 'RECEIVED', received_at: '2026-03-09T15:20:00.000Z' });
  });

  it('takes a final short receipt, keeping the shortage on the line', async () => {
    await receive([good(1)]);
    expect(await raNow()).toMatchObject({ status: 'RECEIVED', lines: [{ qty_authorized: 2, qty_received_first: 1 }] });
  });

  it('grades by condition; what is disposed of will never be stock', async () => {
    await receive([
      { ra_line_no: 1, sku: SKU_A, quantity: 1, condition: 'WORN' },
      { ra_line_no: 1, sku: SKU_A, quantity: 1, condition: 'DEFECTIVE', disposition: 'DISPOSE' },
    ]);
    expect(await raNow()).toMatchObject({
      lines: [{ qty_received_first: 0, qty_received_second: 1, qty_received_other: 1 }],
    });
  });

  it('accepts up to what is authorised; the excess is an unexpected line on the worklist', async () => {
    const receipt = await receive([good(3)]);
    expect(receipt.json).toMatchObject({
      lines: [
        { ra_line_no: 1, quantity: 2, result: 'COUNTED' },
        { ra_line_no: null, quantity: 1, result: 'UNEXPECTED', exception_code: 'OVER' },
      ],
    });
    expect(erp.rlm.door.worklist(COMPANY)).toMatchObject([{ severity: 'WARN', ra_number: ra }]);
  });

  it('stores a wrong item without counting it', async () => {
    const receipt = await receive([
      good(1),
      { ra_line_no: null, sku: SKU_B, quantity: 1, exception_code: 'WRONG_ITEM' },
    ]);
    expect(receipt.json).toMatchObject({ lines: [{ result: 'COUNTED' }, { sku: SKU_B, result: 'UNEXPECTED' }] });
  });

  it('saves a receipt with an unknown SKU, and holds it back from export until it is corrected', async () => {
    const receipt = await receive([good(1), { ra_line_no: null, sku: 'WHAT', quantity: 1 }]);
    expect(receipt.json).toMatchObject({
      export_status: 'ERROR',
      lines: [{}, { result: 'ERROR', message: 'Invalid SKU on Line 2' }],
    });
    expect(itemsIn(await erp.call('GET', '/return-receipts?exported=false'))).toEqual([]);
    const fixed = await receive([good(1), { ra_line_no: 1, sku: SKU_A, quantity: 1 }], { revision: 2 });
    expect(fixed.json).toMatchObject({ revision: 2, export_status: 'PENDING' });
    expect(await raNow()).toMatchObject({ lines: [{ qty_received_first: 2 }] });
  });

  it('puts a held receipt on its RA once the SKU is known, as if it came now', async () => {
    await receive([good(1), { ra_line_no: null, sku: 'TS100-GRN-M', quantity: 1 }]);
    erp.rlm.door.addItem(COMPANY, { style: 'TS100', color: 'GRN', size: 'M' });
    const [held] = itemsIn(await erp.call('GET', '/return-receipts?exported=false'));
    expect(held).toMatchObject({
      export_status: 'PENDING',
      lines: [{ result: 'COUNTED' }, { sku: 'TS100-GRN-M', result: 'UNEXPECTED', message: 'SKU Not On RA' }],
    });
    expect(await raNow()).toMatchObject({ lines: [{ qty_received_first: 1 }] });
  });

  it('sees the same receipt once, and a correction only before it was exported', async () => {
    await receive([good(2)]);
    expect((await receive([good(2)])).json).toMatchObject({ code: 'DUPLICATE', message: 'Receipt ID Already Exists' });
    const queue = itemsIn(await erp.call('GET', '/return-receipts?exported=false'));
    expect(queue).toMatchObject([{ id: 'NORTHPORT~RCV880017', ra_number: ra }]);
    const sent = await erp.call('POST', '/return-receipts/NORTHPORT~RCV880017/exported', { export_status: 'SENT' });
    expect(sent.json).toMatchObject({ export_status: 'SENT' });
    expect(await raNow()).toMatchObject({ status: 'EXPORTED' });
    expect((await receive([good(1)], { revision: 2 })).json).toMatchObject({ message: 'Receipt Already Exported' });
    const confirmed = await erp.call('POST', '/return-receipts/RCV880017/exported', { export_status: 'CONFIRMED' });
    expect(confirmed.json).toMatchObject({ export_status: 'CONFIRMED' });
  });

  it('matches a blind receipt by order number, else leaves it to a person', async () => {
    const order = (await raNow()).order_number;
    const matched = await receive([{ sku: SKU_A, quantity: 1 }], { ra_number: null, order_number: order });
    expect(matched.json).toMatchObject({ ra_number: ra, lines: [{ ra_line_no: 1 }] });
    const blind = await receive([{ sku: SKU_A, quantity: 1 }], { ra_number: null, receipt_id: 'RCV2' });
    expect(blind.json).toMatchObject({ ra_number: null, export_status: 'NOT_APPLICABLE' });
    expect(erp.rlm.door.worklist(COMPANY)).toMatchObject([{ message: 'Blind Receipt' }]);
  });

  it('stores a receipt that comes after the RA was closed, and counts nothing', async () => {
    await erp.call('POST', `/return-authorizations/${ra}/close`);
    expect((await receive([good(2)])).json).toMatchObject({ export_status: 'NOT_APPLICABLE' });
    expect(await raNow()).toMatchObject({ status: 'CLOSED', lines: [{ qty_received_first: 0 }] });
    expect(erp.rlm.door.worklist(COMPANY)).toMatchObject([{ severity: 'WARN', message: 'RA Closed' }]);
  });
});

describe('putting units on RA lines', () => {
  const line = (changes: Partial<ReportedLine>): ReportedLine => ({
    ra_line_no: null,
    sku: 'A',
    upc: null,
    quantity: 1,
    quality: '1',
    condition: 'GOOD',
    disposition: 'RESTOCK',
    exception_code: null,
    note: null,
    lot: null,
    bin: null,
    photo_urls: [],
    ...changes,
  });

  it('fills lines of one SKU in order, good units first', () => {
    const placed = allocate(
      [
        { line_no: 1, sku: 'A', open: 1 },
        { line_no: 2, sku: 'A', open: 1 },
      ],
      [line({ quality: '2', condition: 'DAMAGED' }), line({})],
    );
    expect(placed).toMatchObject([
      { ra_line_no: 1, quality: '1' },
      { ra_line_no: 2, quality: '2' },
    ]);
  });

  it('never loses a unit and never counts more than is open', () => {
    const reported = fc.array(
      fc.record({
        sku: fc.constantFrom('A', 'B', 'C'),
        quantity: fc.integer({ min: 1, max: 5 }),
        quality: fc.constantFrom('1' as const, '2' as const),
        ra_line_no: fc.constantFrom(null, 1, 2, 3),
      }),
    );
    const open = fc.array(fc.record({ sku: fc.constantFrom('A', 'B'), open: fc.integer({ min: 0, max: 4 }) }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(open, reported, (openLines, lines) => {
        const raLines = openLines.map((each, index) => ({ ...each, line_no: index + 1 }));
        const placed = allocate(raLines, lines.map(line));
        const units = (rows: readonly { quantity: number }[]): number =>
          rows.reduce((sum, row) => sum + row.quantity, 0);
        expect(units(placed)).toBe(units(lines));
        for (const raLine of raLines) {
          const onLine = placed.filter((row) => row.ra_line_no === raLine.line_no);
          expect(units(onLine)).toBeLessThanOrEqual(raLine.open);
          expect(onLine.every((row) => row.sku === raLine.sku)).toBe(true);
        }
      }),
    );
  });
});
