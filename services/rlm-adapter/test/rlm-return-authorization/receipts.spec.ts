import { describe, expect, it } from '@jest/globals';
import { BLACK_M, BLACK_S, RED_M, everything, line, raNumber, receipt, returnId, unit } from '../support/returns.js';
import { announced, listed, posted, processed, received, story } from '../support/story.js';

const units = (told: ReturnType<typeof announced>) => told.told('ReceiptRecorded').flatMap((data) => data.units);

describe('a receipt of the warehouse', () => {
  it('is told per unit and goes to RLM', () => {
    const told = announced().when(received(receipt()));
    expect(told.told('ReceiptRecorded')).toMatchObject([
      {
        receiptId: 'RCV1',
        documentNumber: raNumber,
        warehouse: 'WEST1',
        final: true,
        units: [
          { unitId: '1', sku: BLACK_M, condition: 'good', quality: 'first', disposition: 'restock', exception: null },
          { unitId: '2', sku: BLACK_M },
          { unitId: '3', sku: RED_M },
        ],
      },
    ]);
    expect(told.calls).toMatchObject([
      { key: `receipt:${returnId}:RCV1`, kind: 'rlm.post-receipt', payload: { raNumber, warehouse: 1 } },
    ]);
  });

  it('is one receipt, however often it comes', () => {
    const again = announced().when(received(receipt())).when(received(receipt()), received(receipt()));
    expect(again.events).toEqual([]);
    expect(again.calls).toEqual([]);
  });

  it('is never dropped: before its RA is known it is refused, so that it is parked', () => {
    expect(() => story.when(received(receipt()))).toThrow(expect.objectContaining({ code: 'RA_NOT_KNOWN' }));
  });

  it('may come in parts; each unit is told once', () => {
    const first = receipt([line(BLACK_M, 1, { lineNo: 1 })], { final: false });
    const rest = receipt([line(RED_M, 1, { lineNo: 2 }), line(BLACK_M, 1, { lineNo: 1 })], { receiptId: 'RCV2' });
    const told = announced().when(received(first), received(rest));
    expect(units(told).map(({ unitId }) => unitId)).toEqual(['1', '3', '2']);
  });

  it('fills the lines of one SKU in order, good units first, when the warehouse names no lines', () => {
    const two = [unit('1', BLACK_M, { reason: 'Torn' }), unit('2', BLACK_M, { reason: 'Too large' })];
    const lines = [line(BLACK_M, 1, { condition: 'damaged' }), line(BLACK_M, 1)];
    const told = announced(two).when(received(receipt(lines)));
    expect(units(told)).toMatchObject([
      { unitId: '1', quality: 'first' },
      { unitId: '2', quality: 'second' },
    ]);
  });

  it('leaves a line that is named to the units that name it', () => {
    const two = [unit('1', BLACK_M, { reason: 'Torn' }), unit('2', BLACK_M, { reason: 'Too large' })];
    const lines = [line(BLACK_M, 1), line(BLACK_M, 1, { lineNo: 1, condition: 'worn' })];
    const told = announced(two).when(received(receipt(lines)));
    expect(units(told)).toMatchObject([
      { unitId: '1', condition: 'worn' },
      { unitId: '2', condition: 'good' },
    ]);
  });

  it('is matched by barcode where the shop has no SKU', () => {
    const told = announced([unit('1', null, { barcode: '012345678905' })]).when(
      received(receipt([line(BLACK_M, 1, { barcode: '012345678905' })])),
    );
    expect(units(told)).toMatchObject([{ unitId: '1', exception: null }]);
  });

  it.each([
    ['beyond what was authorised', [line(RED_M, 2, { lineNo: 2 })], ['3', null], [null, 'over']],
    ['beyond it, without line numbers', [line(RED_M, 2)], ['3', null], [null, 'over']],
    ['of another item on a named line', [line(BLACK_S, 1, { lineNo: 2 })], [null], ['wrong-item']],
    ['that the warehouse calls a wrong item', [line(RED_M, 1, { exception: 'wrong-item' })], [null], ['wrong-item']],
    ['that nobody announced', [line(BLACK_S, 1)], [null], ['unexpected']],
    ['on a line that is not there', [line(RED_M, 1, { lineNo: 9 })], [null], ['unexpected']],
    ['that was rejected', [line(RED_M, 1, { lineNo: 2, disposition: 'dispose' })], ['3'], ['rejected']],
    ['that was scrapped', [line(RED_M, 1, { lineNo: 2, exception: 'scrapped' })], ['3'], ['rejected']],
  ] as const)('tells a unit %s', (_, lines, ids, exceptions) => {
    const told = units(announced().when(received(receipt(lines))));
    expect(told.map(({ unitId }) => unitId)).toEqual(ids);
    expect(told.map(({ exception }) => exception)).toEqual(exceptions);
  });

  it.each([
    [{ condition: 'damaged' }],
    [{ condition: 'missing-parts' }],
    [{ disposition: 'seconds' }],
    [{ disposition: 'dispose' }],
    [{ exception: 'quality' }],
    [{ exception: 'rejected' }],
  ] as const)('tells a unit as second quality: %j', (change) => {
    const told = announced().when(received(receipt([line(RED_M, 1, { lineNo: 2, ...change })])));
    expect(units(told)).toMatchObject([{ unitId: '3', quality: 'second' }]);
  });

  it('leaves the export queue of RLM when it is there and Loop has processed, whichever came first', () => {
    const expected = [{ key: `exported:${returnId}:RCV1`, kind: 'rlm.mark-receipt-exported' }];
    const there = announced().when(received(receipt()), posted(receipt()));
    expect(there.callsOf('rlm.mark-receipt-exported')).toEqual([]);
    expect(there.when(processed('991')).callsOf('rlm.mark-receipt-exported')).toMatchObject(expected);
    const early = announced().when(processed('991'), received(receipt()));
    expect(early.callsOf('rlm.mark-receipt-exported')).toEqual([]);
    expect(early.when(posted(receipt())).callsOf('rlm.mark-receipt-exported')).toMatchObject(expected);
  });
});

describe('a correction of a receipt', () => {
  const wrong = receipt(everything, { final: false });
  const corrected = receipt([line(BLACK_M, 1, { lineNo: 1 })], { revision: 2, final: false });

  it('takes the place of what it corrects, also in RLM, while the return is undecided', () => {
    const told = announced().when(received(wrong), posted(wrong)).when(received(corrected), received(corrected));
    expect(told.told('ReceiptRecorded')).toMatchObject([{ receiptId: 'RCV1', units: [{ unitId: '1' }] }]);
    expect(told.callsOf('rlm.post-receipt')).toMatchObject([
      { key: `receipt:${returnId}:RCV1:2`, payload: { receipt: { revision: 2 } } },
    ]);
    expect(told.state.receipts['RCV1']).toMatchObject({ revision: 2, posted: false });
  });

  it('gives back units that it does not hold any more', () => {
    const rest = receipt([line(RED_M, 1, { lineNo: 2 })], { receiptId: 'RCV2' });
    const told = announced().when(received(wrong), received(corrected)).when(received(rest));
    expect(units(told)).toMatchObject([{ unitId: '3' }]);
  });

  it('is not undone by what it corrects, when that comes late', () => {
    const told = announced().when(received(corrected)).when(received(wrong), posted(wrong));
    expect(told.events).toEqual([]);
  });

  it('goes to a person, once, when the return was cleared or held already', () => {
    const first = receipt();
    const late = receipt([line(BLACK_M, 1, { lineNo: 1, condition: 'worn' })], { revision: 2 });
    const cleared = announced().when(received(first), posted(first), listed([first]));
    const told = cleared.when(received(late), received(late));
    expect(told.told('TaskOpened')).toMatchObject([
      {
        kind: 'receipt-revised',
        role: 'operator',
        values: { receipt: 'RCV1', revision: '2', items: `1 × ${BLACK_M} (worn)` },
      },
    ]);
    expect(told.calls).toEqual([]);
    const newer = { ...late, revision: 3 };
    expect(told.when(received(newer), received(late)).told('TaskOpened')).toMatchObject([
      { values: { revision: '3' } },
    ]);
  });
});
