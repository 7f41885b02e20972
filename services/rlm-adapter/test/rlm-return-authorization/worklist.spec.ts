import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noCodes } from '../../src/rlm-return-authorization/codes.js';
import type { ReceiptLine } from '../../src/rlm-return-authorization/receipt.js';
import {
  BLACK_M,
  BLACK_S,
  RED_M,
  everything,
  initiated,
  line,
  policy,
  raNumber,
  receipt,
  returnId,
} from '../support/returns.js';
import {
  announced,
  closedBy,
  confirmAsn,
  confirmRa,
  heldInErp,
  judged,
  listed,
  listedAfterDays,
  posted,
  processed,
  received,
  story,
} from '../support/story.js';

const tasksOf = (told: ReturnType<typeof judged>) =>
  told.told('TaskOpened').map(({ kind, values }) => ({ kind, values }));
const [black, red] = everything;
const both = [black ?? line(BLACK_M, 2), red ?? line(RED_M, 1)];

/** contracts/rlm-and-3pl.md §5, line by line: what a person is shown of goods that have no place on the RA. */
describe('the worklist of a held return', () => {
  it('over: the RA takes what is authorised, the surplus is for a person', () => {
    const told = judged(receipt([line(BLACK_M, 4, { lineNo: 1 }), line(RED_M, 1)]));
    expect(tasksOf(told)).toEqual([
      { kind: 'over-receipt', values: { ra: raNumber, receipt: 'RCV1', items: `2 × ${BLACK_M} (good)` } },
    ]);
    const [recorded] = told.told('ReturnHeld');
    expect(recorded?.reasons.map(({ kind }) => kind)).toEqual(['over', 'over']);
  });

  it('wrong item: beside the one that is missing, whether the warehouse calls it wrong or unexpected', () => {
    for (const exception of ['wrong-item', 'unexpected', null] as const) {
      const told = judged(receipt([line(BLACK_M, 2), line(BLACK_S, 1, { exception })]));
      expect(tasksOf(told)).toEqual([
        {
          kind: 'wrong-item',
          values: { ra: raNumber, receipt: 'RCV1', pairs: `${BLACK_S} (good) came instead of ${RED_M} on line 2` },
        },
      ]);
    }
  });

  it('wrong item: of the line on which it was received, where several are short', () => {
    const told = judged(receipt([line(BLACK_S, 1, { lineNo: 2 })]));
    expect(tasksOf(told)).toMatchObject([
      { values: { pairs: `${BLACK_S} (good) came instead of ${RED_M} on line 2` } },
    ]);
  });

  it('unexpected: nothing is missing, so it came beside the others', () => {
    const told = judged(receipt([...both, line(BLACK_S, 2)]));
    expect(tasksOf(told)).toEqual([
      { kind: 'unexpected-item', values: { ra: raNumber, receipt: 'RCV1', items: `2 × ${BLACK_S} (good)` } },
    ]);
  });

  it('has nothing for goods that have their place, however spoilt or short they are', () => {
    expect(tasksOf(judged(receipt([line(BLACK_M, 2, { condition: 'worn' })])))).toEqual([]);
  });

  it('is closed by the word of a person, and by no other', () => {
    const held = judged(receipt([...both, line(BLACK_S, 1)]));
    const taskId = `unexpected-item:${returnId}:${raNumber}`;
    expect(held.when(closedBy(taskId), closedBy(taskId)).told('TaskClosed')).toMatchObject([
      { taskId, how: 'Ida: Sent back.' },
    ]);
    expect(held.when(closedBy('import-refund:refund:991')).events).toEqual([]);
  });
});

describe('rejected or destroyed goods', () => {
  it.each([
    ['destroyed', { disposition: 'dispose' }],
    ['rejected', { exception: 'rejected' }],
    ['scrapped', { exception: 'scrapped' }],
  ] as const)('that were %s are second quality, never stock, and hold the return', (_, change) => {
    const told = judged(receipt([...both.slice(0, 1), line(RED_M, 1, { lineNo: 2, ...change })]));
    const units = announced()
      .when(received(receipt([line(RED_M, 1, { lineNo: 2, ...change })])))
      .told('ReceiptRecorded')
      .flatMap((data) => data.units);
    expect(units).toMatchObject([{ unitId: '3', quality: 'second', disposition: 'write-off', exception: 'rejected' }]);
    expect(told.told('ReturnHeld')).toMatchObject([{ reasons: [{ kind: 'damaged' }] }]);
  });
});

describe('second quality where the store has it processed', () => {
  const processing = { ...policy, receiving: { ...policy.receiving, secondQuality: 'process' as const } };
  const stage = story.when(
    {
      kind: 'ImportReturn',
      initiated: initiated(),
      policy: processing,
      codes: noCodes,
      at: new Date('2026-03-02T10:00:00.000Z'),
    },
    confirmRa(),
    confirmAsn(),
  );
  const outcome = (lines: readonly ReceiptLine[]) => {
    const one = receipt(lines);
    return stage.when(received(one), posted(one), listed([one])).events.map(({ type }) => type);
  };

  it('clears the return when that is all', () => {
    expect(outcome([line(BLACK_M, 2, { condition: 'damaged' }), line(RED_M, 1)])).toContain('ReturnCleared');
  });

  it('holds it for anything else', () => {
    expect(outcome([line(BLACK_M, 2, { condition: 'damaged' })])).toContain('ReturnHeld');
    expect(outcome([line(BLACK_M, 2, { disposition: 'dispose' }), line(RED_M, 1)])).toContain('ReturnHeld');
  });
});

describe('an item that RLM does not know', () => {
  const one = receipt([...both, line('???', 1)]);
  const held = announced().when(received(one), heldInErp(one, 'Invalid SKU on Line 3'));

  it('holds receipt and return, with the words of RLM and the call that goes on', () => {
    expect(held.told('TaskOpened')).toMatchObject([
      {
        kind: 'unknown-item',
        values: { receipt: 'RCV1', errors: 'Invalid SKU on Line 3', call: `receipt:${returnId}:RCV1` },
      },
    ]);
    const again = held.when(heldInErp(one, 'Invalid SKU on Line 3'), listed([one]));
    expect(again.events.map(({ type }) => type)).toEqual(['ReceiptsRead']);
  });

  it('goes on by itself once it is known', () => {
    const told = held.when(posted(one), listed([one]));
    expect(told.told('TaskClosed')).toMatchObject([{ taskId: `unknown-item:${returnId}:RCV1` }]);
    expect(told.told('ReturnHeld')).toHaveLength(1);
  });

  it('goes on with the correction of the warehouse', () => {
    const corrected = receipt(both, { revision: 2 });
    const told = held.when(received(corrected), posted(corrected), listed([corrected]));
    expect(told.told('TaskClosed')).toMatchObject([{ taskId: `unknown-item:${returnId}:RCV1` }]);
    expect(told.told('ReturnCleared')).toHaveLength(1);
  });
});

describe('a receipt for an RA that was closed in RLM', () => {
  it('is stored, and neither clears nor holds the return: a person decides', () => {
    const one = receipt();
    const told = announced().when(received(one), posted(one, 'ra-closed'), listed([one]));
    expect(tasksOf(told)).toMatchObject([
      { kind: 'receipt-on-ended-return', values: { ra: raNumber, receipt: 'RCV1' } },
    ]);
    expect([...told.told('ReturnCleared'), ...told.told('ReturnHeld')]).toEqual([]);
  });

  it('is late anyway when the return was decided before', () => {
    const late = receipt([line(RED_M, 1)], { receiptId: 'RCV2' });
    const told = judged(receipt()).when(received(late), posted(late, 'ra-closed'));
    expect(tasksOf(told)).toMatchObject([{ kind: 'late-receipt' }]);
  });
});

describe('units that come after the decision', () => {
  const short = judged(receipt([line(BLACK_M, 2)]));
  const late = receipt([line(RED_M, 1)], { receiptId: 'RCV2', receivedAt: '2026-03-12T09:00:00.000Z' });

  it('are recorded as late, put on the worklist, and change nothing that was decided', () => {
    const told = short.when(received(late), posted(late));
    expect(told.told('ReceiptRecorded')).toMatchObject([{ units: [{ unitId: '3', exception: 'late' }] }]);
    expect(tasksOf(told)).toMatchObject([{ kind: 'late-receipt', values: { receipt: 'RCV2' } }]);
    expect([...told.told('ReturnCleared'), ...told.told('ReturnHeld')]).toEqual([]);
    const closed = told.when(closedBy(`late-receipt:${returnId}:RCV2`));
    expect(closed.told('TaskClosed')).toHaveLength(1);
  });
});

describe('a correction that came too late', () => {
  const corrected = receipt([line(BLACK_M, 1)], { revision: 2 });
  const adjusted = (receiptId: string | null) =>
    ({ kind: 'RecordAdjustment', returnId, receiptId, adjustmentId: 'ADJ1', at: new Date() }) as const;

  it('says what was exported and what the warehouse says now, and waits for an adjustment', () => {
    const told = judged(receipt()).when(received(corrected));
    expect(tasksOf(told)).toMatchObject([
      {
        kind: 'receipt-revised',
        values: { before: `2 × ${BLACK_M} (good), 1 × ${RED_M} (good)`, items: `1 × ${BLACK_M} (good)` },
      },
    ]);
    expect(told.when(adjusted('RCV9')).events).toEqual([]);
    expect(told.when(adjusted('RCV1')).told('TaskClosed')).toMatchObject([
      { how: 'The warehouse sent adjustment ADJ1.' },
    ]);
    expect(told.when(adjusted(null)).told('TaskClosed')).toHaveLength(1);
  });

  it('is not asked for again once it is put right', () => {
    const told = judged(receipt()).when(received(corrected), adjusted('RCV1'));
    expect(told.when(received(corrected), listed([corrected], 'RCV1')).told('TaskOpened')).toEqual([]);
  });

  it('is told as well when only RLM knows that it is too late', () => {
    const first = receipt(both, { final: false });
    const told = announced().when(
      processed('991'),
      received(first),
      posted(first),
      received({ ...corrected, final: false }),
    );
    expect(tasksOf(told.when(posted(corrected, 'exported-before')))).toMatchObject([{ kind: 'receipt-revised' }]);
  });
});

describe('a parcel that never arrives', () => {
  const daysAreOver = { kind: 'CheckArrival', returnId, raNumber, days: 30, at: new Date() } as const;

  it('is looked for after the days that the store allows', () => {
    expect(announced().callsOf('rlm.arrival-due')).toMatchObject([
      { notBefore: new Date('2026-04-09T12:00:00.000Z'), payload: { returnId, raNumber, days: 30 } },
    ]);
    expect(announced().when(daysAreOver).callsOf('threepl.read-receipts')).toMatchObject([
      { key: `arrival:${returnId}:${raNumber}`, payload: { raNumber, nothingCameInDays: 30 } },
    ]);
  });

  it('costs the warehouse no look when something has come', () => {
    expect(announced().when(received(receipt())).when(daysAreOver).calls).toEqual([]);
  });

  it('is a task of the return with what to ask the carrier, which closes when something comes', () => {
    const told = announced().when(listedAfterDays([]), listedAfterDays([]));
    expect(tasksOf(told)).toMatchObject([
      { kind: 'never-arrived', values: { ra: raNumber, order: 'EC-10442', tracking: '9400100000000000000001' } },
    ]);
    expect(told.when(received(receipt())).told('TaskClosed')).toMatchObject([
      { taskId: `never-arrived:${returnId}:${raNumber}` },
    ]);
  });

  it('is no task when something has come, also when nobody had told us', () => {
    expect(
      announced()
        .when(received(receipt()), listedAfterDays([receipt()]))
        .told('TaskOpened'),
    ).toEqual([]);
    const unheard = announced().when(listedAfterDays([receipt()]));
    expect(unheard.told('ReceiptRecorded')).toHaveLength(1);
    expect(unheard.told('TaskOpened')).toEqual([]);
  });
});

describe('units in, units somewhere', () => {
  const anyLine: fc.Arbitrary<ReceiptLine> = fc
    .record({
      sku: fc.constantFrom(BLACK_M, RED_M, BLACK_S, '???'),
      quantity: fc.integer({ min: 1, max: 3 }),
      lineNo: fc.constantFrom(null, 1, 2, 9),
      condition: fc.constantFrom('good' as const, 'worn' as const),
      exception: fc.constantFrom(null, 'wrong-item' as const, 'unexpected' as const, 'rejected' as const),
    })
    .map(({ sku, quantity, ...rest }) => line(sku, quantity, rest));
  const anyReceipts = fc.array(fc.array(anyLine, { maxLength: 4 }), { minLength: 1, maxLength: 3 }).map((all) =>
    all.map((lines, index) =>
      receipt(lines, {
        receiptId: `RCV${index}`,
        receivedAt: new Date(Date.UTC(2026, 2, 9, index)).toISOString(),
        final: index === all.length - 1,
      }),
    ),
  );
  const count = (lines: readonly { quantity: number }[]): number =>
    lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const numberIn = (text: string | undefined): number =>
    (text ?? '').split(', ').reduce((sum, part) => sum + Number(/^\d+/.exec(part)?.[0] ?? 0), 0);

  it('every unit is told once: as one of the return, or as none, with the reason', () => {
    fc.assert(
      fc.property(anyReceipts, fc.boolean(), (receipts, backwards) => {
        const heard = backwards ? [...receipts].reverse() : receipts;
        const told = announced().when(
          ...heard.flatMap((one) => [received(one), received(one), posted(one)]),
          listed(receipts),
        );
        const units = told.told('ReceiptRecorded').flatMap((data) => data.units);
        expect(units).toHaveLength(count(receipts.flatMap(({ lines }) => lines)));
        const own = units.flatMap(({ unitId }) => unitId ?? []);
        expect(new Set(own).size).toBe(own.length);
        expect(units.every(({ unitId, exception }) => unitId !== null || exception !== null)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('every unit that has no place on the RA is on the worklist, once', () => {
    fc.assert(
      fc.property(anyReceipts, (receipts) => {
        const told = announced().when(...receipts.flatMap((one) => [received(one), posted(one)]), listed(receipts));
        const strangers = told
          .told('ReceiptRecorded')
          .flatMap((data) => data.units)
          .filter(({ unitId }) => unitId === null).length;
        const shown = told.told('TaskOpened').reduce((sum, { kind, values }) => {
          if (kind === 'wrong-item') return sum + (values['pairs'] ?? '').split('; ').length;
          return sum + numberIn(values['items']);
        }, 0);
        expect(shown).toBe(strangers);
      }),
      { numRuns: 200 },
    );
  });
});
