import { describe, expect, it } from '@jest/globals';
import type { ReceiptLine } from '../../src/rlm-return-authorization/receipt.js';
import { BLACK_M, BLACK_S, RED_M, everything, line, raNumber, receipt, returnId, unit } from '../support/returns.js';
import { announced, judged, listed, posted, processed, received, type Story } from '../support/story.js';

const outcome = ({ told }: Story): unknown[] => [
  ...told('ReturnCleared').map(() => 'cleared'),
  ...told('ReturnHeld').map(({ reasons }) => reasons.map(({ kind, text }) => [kind, text])),
];

describe('what the warehouse received, compared with the RA', () => {
  it('clears the return when every line is equal and all of it first quality', () => {
    const told = judged(receipt());
    expect(told.told('ReturnCleared')).toMatchObject([
      { basis: 'receipt-matches', documentNumber: raNumber, job: 'LoopExportReturnReceipts' },
    ]);
    expect(told.told('ReturnHeld')).toEqual([]);
  });

  it.each<[string, ReceiptLine[], [string, string][]]>([
    [
      'nothing',
      [],
      [
        ['short', `short 0 of 2 ${BLACK_M}`],
        ['short', `short 0 of 1 ${RED_M}`],
      ],
    ],
    ['a line short', [line(BLACK_M, 1), line(RED_M, 1)], [['short', `short 1 of 2 ${BLACK_M}`]]],
    ['a line over', [line(BLACK_M, 3), line(RED_M, 1)], [['over', `${BLACK_M} received beyond what was authorised`]]],
    [
      'an unexpected item',
      [...everything, line(BLACK_S, 1)],
      [['unexpected-item', `${BLACK_S} received, not expected`]],
    ],
    [
      'a wrong item',
      [line(BLACK_M, 2), line(BLACK_S, 1, { lineNo: 2 })],
      [
        ['short', `short 0 of 1 ${RED_M}`],
        ['wrong-item', `${BLACK_S} received instead of what was authorised`],
      ],
    ],
    [
      'second quality',
      [line(BLACK_M, 1), line(BLACK_M, 1, { condition: 'worn' }), line(RED_M, 1, { disposition: 'seconds' })],
      [
        ['damaged', `${RED_M} received as second quality`],
        ['damaged', `${BLACK_M} received as second quality (worn)`],
      ],
    ],
    [
      'a rejected unit',
      [line(BLACK_M, 2), line(RED_M, 1, { disposition: 'dispose' })],
      [['damaged', `${RED_M} rejected by the warehouse`]],
    ],
    [
      'a good unit on hold',
      [line(BLACK_M, 2), line(RED_M, 1, { disposition: 'hold' })],
      [['damaged', `${RED_M} put on hold by the warehouse`]],
    ],
    [
      'a good unit in quarantine',
      [line(BLACK_M, 2), line(RED_M, 1, { disposition: 'quarantine' })],
      [['damaged', `${RED_M} put into quarantine by the warehouse`]],
    ],
    [
      'a line that the warehouse itself calls short',
      [line(BLACK_M, 2), line(RED_M, 1, { exception: 'short' })],
      [['damaged', `${RED_M} reported as short by the warehouse`]],
    ],
  ])('holds the return for %s and names each difference', (_, lines, reasons) => {
    const told = judged(receipt(lines));
    expect(outcome(told)).toEqual([reasons]);
  });

  it('does not take a line number for the goods', () => {
    const told = judged(receipt([line(BLACK_M, 2, { lineNo: 2 }), line(RED_M, 1, { lineNo: 1 })]));
    expect(told.told('ReturnHeld')[0]?.reasons.map(({ kind }) => kind)).toEqual([
      'short',
      'short',
      'wrong-item',
      'wrong-item',
      'wrong-item',
    ]);
  });

  it('clears two lines of one SKU that were received without line numbers', () => {
    const two = [unit('1', BLACK_M, { reason: 'Torn' }), unit('2', BLACK_M)];
    expect(outcome(judged(receipt([line(BLACK_M, 2)]), two))).toEqual(['cleared']);
  });

  it('waits while RLM lacks a receipt', () => {
    const other = receipt([line(RED_M, 1)], { receiptId: 'RCV2', final: false });
    const told = announced().when(received(other), received(receipt([line(BLACK_M, 2)])), posted(receipt()));
    expect(told.callsOf('threepl.read-receipts')).toMatchObject([{ key: `receipts:${returnId}:RCV2` }]);
    expect(told.when(posted(other)).callsOf('threepl.read-receipts')).toMatchObject([
      { key: `receipts-of:${returnId}:${raNumber}` },
    ]);
  });

  it('is made on everything that the warehouse lists, also on what nobody told us', () => {
    const overtaken = receipt([line(BLACK_M, 2)], { receiptId: 'RCV0', final: false });
    const final = receipt([line(RED_M, 1)]);
    const asked = announced().when(received(final), posted(final));
    expect(outcome(asked)).toEqual([]);
    const read = asked.when(listed([overtaken, final]));
    expect(read.told('ReceiptRecorded')).toMatchObject([{ receiptId: 'RCV0' }]);
    expect(outcome(read)).toEqual([]);
    expect(outcome(read.when(posted(overtaken)))).toEqual(['cleared']);
  });

  it('is made on the newest revision that the warehouse lists', () => {
    const first = receipt();
    const corrected = receipt([line(BLACK_M, 2), line(RED_M, 1, { condition: 'damaged' })], { revision: 2 });
    const told = announced().when(received(first), posted(first), listed([corrected]));
    expect(outcome(told)).toEqual([]);
    expect(outcome(told.when(posted(corrected)))).toEqual([
      [['damaged', `${RED_M} received as second quality (damaged)`]],
    ]);
  });

  it('is made once', () => {
    const told = judged(receipt());
    const again = told.when(posted(receipt()), listed([receipt()]), received(receipt()));
    expect(again.events.filter(({ type }) => type !== 'ReceiptsRead')).toEqual([]);
  });

  it('is also made when Loop has processed the return by itself', () => {
    const told = announced().when(processed('991'), received(receipt()), posted(receipt()), listed([receipt()]));
    expect(outcome(told)).toEqual(['cleared']);
  });

  it('leaves to a person what comes after it, and RLM gets it all the same', () => {
    const late = receipt([line(BLACK_S, 1)], { receiptId: 'RCV9' });
    const told = judged(receipt()).when(received(late), received(late), posted(late));
    expect(told.told('TaskOpened')).toMatchObject([
      { kind: 'late-receipt', values: { receipt: 'RCV9', items: `1 × ${BLACK_S} (good)` } },
    ]);
    expect(told.told('ReceiptRecorded')).toMatchObject([{ receiptId: 'RCV9' }]);
    expect(told.callsOf('rlm.post-receipt')).toHaveLength(1);
    expect(outcome(told)).toEqual([]);
  });
});

describe('a receipt that is not final', () => {
  const partial = receipt([line(BLACK_M, 2)], { receiptId: 'RCV1', final: false });
  const later = receipt([line(RED_M, 1)], { receiptId: 'RCV2', final: false, receivedAt: '2026-03-11T10:00:00.000Z' });
  const waiting = announced().when(received(partial), posted(partial));

  it('waits for the final one', () => {
    expect(outcome(waiting)).toEqual([]);
    const final = receipt([line(RED_M, 1)], { receiptId: 'RCV2' });
    const told = waiting.when(received(final), posted(final), listed([partial, final]));
    expect(outcome(told)).toEqual(['cleared']);
  });

  it('waits five days, in a lane of its own, then the warehouse is asked', () => {
    expect(waiting.callsOf('threepl.read-receipts')).toMatchObject([
      {
        key: `receipts:${returnId}:RCV1`,
        lane: `receiving-${returnId}`,
        notBefore: new Date('2026-03-14T15:20:00.000Z'),
        payload: { overdue: 'RCV1', raNumber },
      },
    ]);
  });

  it('is taken as all that came when the warehouse has no more', () => {
    expect(outcome(waiting.when(listed([partial], 'RCV1')))).toEqual([[['short', `short 0 of 1 ${RED_M}`]]]);
  });

  it('goes on waiting when something came after it', () => {
    const told = waiting.when(received(later), posted(later)).when(listed([partial, later], 'RCV1'));
    expect(outcome(told)).toEqual([]);
    expect(outcome(told.when(listed([partial, later], 'RCV2')))).toEqual(['cleared']);
  });

  it('has been answered by a final one meanwhile', () => {
    const final = receipt([line(RED_M, 1)], { receiptId: 'RCV2' });
    const told = waiting.when(received(final), posted(final), listed([partial, final]));
    expect(told.when(listed([partial, final], 'RCV1')).events).toEqual([]);
  });
});
