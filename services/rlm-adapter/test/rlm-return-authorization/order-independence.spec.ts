import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { publishedEvents, type RaEvent } from '../../src/rlm-return-authorization/events.js';
import { raLinesOf } from '../../src/rlm-return-authorization/ra-lines.js';
import type { Receipt, ReceiptLine } from '../../src/rlm-return-authorization/receipt.js';
import {
  at,
  BLACK_M,
  BLACK_S,
  RED_M,
  everything,
  initiated,
  line,
  raNumber,
  receipt,
  refund,
  returnId,
  usd,
} from '../support/returns.js';
import { failedLater, processed, refunded, settledLater } from '../support/story.js';
import { newestOf, play, type Facts } from '../support/world.js';

const second = (n: number) => new Date(at.getTime() + n * 1000);

/** Two refunds, one of which settles in parts; Loop names them in two pieces. */
const refunds: Facts['told'] = [
  processed('991'),
  processed('991', '992'),
  refunded(refund()),
  refunded(refund({ refundId: '992', moneyRefunded: usd(100), moneyPending: usd(900) })),
  settledLater('992', 400, second(1)),
  settledLater('992', 500, second(2)),
  refunded(refund({ refundId: 'of another return' })),
];

const receiptLine: fc.Arbitrary<ReceiptLine> = fc
  .record({
    sku: fc.constantFrom(BLACK_M, BLACK_M, RED_M, BLACK_S),
    quantity: fc.integer({ min: 1, max: 2 }),
    lineNo: fc.constantFrom(null, 1, 2),
    condition: fc.constantFrom('good' as const, 'good' as const, 'damaged' as const),
    exception: fc.constantFrom(null, null, null, 'wrong-item' as const, 'rejected' as const),
  })
  .map(({ sku, quantity, ...rest }) => line(sku, quantity, rest));

/** Receipts with any content, some corrected, at least one of them final in the end. */
const receiptsOf: fc.Arbitrary<Receipt[]> = fc
  .array(fc.tuple(fc.array(receiptLine, { maxLength: 3 }), fc.array(receiptLine, { maxLength: 3 }), fc.boolean()), {
    minLength: 1,
    maxLength: 3,
  })
  .map((all) =>
    all.flatMap(([first, corrected, isCorrected], index) => {
      const receivedAt = second(index * 60).toISOString();
      const base = { receiptId: `RCV${index}`, receivedAt, final: index === all.length - 1 };
      return [receipt(first, base), ...(isCorrected ? [receipt(corrected, { ...base, revision: 2 })] : [])];
    }),
  );

/** RLM has made an RA for the black shirts and one for the red one. */
const [black, red] = raLinesOf(initiated().units).map((line) => ({ ...line, lineNo: 1 }));
const twoRas: Pick<Facts, 'made' | 'raOf'> = {
  made: {
    kind: 'ConfirmRas',
    returnId,
    ras: [
      { raNumber, division: 20, lines: black === undefined ? [] : [black] },
      { raNumber: '700124', division: 30, lines: red === undefined ? [] : [red] },
    ],
    at,
  },
  raOf: ({ receiptId }) => (receiptId.endsWith('1') ? '700124' : raNumber),
};

const standard: Receipt[] = [
  receipt([everything[0] ?? line(BLACK_M, 2)], { receiptId: 'RCV1', final: false }),
  receipt([everything[1] ?? line(RED_M, 1)], { receiptId: 'RCV2' }),
];

/** Of the first RA at least the first receipt is final. */
const finalOnItsRa = (one: Receipt): Receipt => (one.receiptId === 'RCV0' ? { ...one, final: true } : one);

const choices = fc.infiniteStream(fc.nat());

/** What the others are told: type and document, and the reasons by which a return is held. */
function tellingsOf(events: readonly RaEvent[]): string[] {
  const published = events.filter((event) => publishedTypes.includes(event.type) && !isReport(event));
  return [...new Set(published.map(tellingOf))].sort();
}

const publishedTypes: readonly string[] = publishedEvents;

/** What stock and receipts look like at a moment is reported and taken back; what stays open is the same in the end. */
const isReport = ({ data }: RaEvent): boolean =>
  'taskId' in data && /^(stock-never-came|seconds-in-sellable-stock):/.test(data.taskId);

function tellingOf({ type, data }: RaEvent): string {
  const { documentNumber, receiptId, refundId, taskId, reasons, levels, applied, total } = data as Record<
    string,
    unknown
  >;
  return JSON.stringify({ type, documentNumber, receiptId, refundId, taskId, reasons, levels, applied, total });
}

/** The state as far as it decides anything later. Which units of a line a receipt was said to hold depends on what came first. */
function digestOf({ state, events }: ReturnType<typeof play>['story'], receipts: readonly Receipt[]) {
  const sorted = (record: Readonly<Record<string, unknown>>) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const bare = Object.fromEntries(Object.entries(state.receipts).map(([id, { told: _told, ...rest }]) => [id, rest]));
  const unitsTold = Object.values(state.receipts).flatMap(({ told }) => told);
  return {
    ...state,
    receipts: sorted(bare),
    // No unit is ever said to have arrived twice.
    toldTwice: unitsTold.length - new Set(unitsTold).size,
    refunds: sorted(state.refunds).map(([id, refund]) => [id, { ...(refund as object), parts: partsOf(refund) }]),
    processed: [...(state.processed?.refundIds ?? [])].sort(),
    exported: [...state.exported].sort(),
    tasks: Object.keys(state.tasks).sort(),
    decisions: events.filter(({ type }) => type === 'ReturnCleared' || type === 'ReturnHeld').length,
    receiptsKnown: newestOf(receipts).length - Object.keys(state.receipts).length,
  };
}

const partsOf = (refund: unknown) => Object.entries((refund as { parts: object }).parts).sort();

/** A correction that overtook what it corrects leaves the older revision nothing to do. */
function lastingCalls(calls: ReturnType<typeof play>['calls'], receipts: readonly Receipt[]): string[] {
  const newest = new Map(newestOf(receipts).map(({ receiptId, revision }) => [receiptId, revision]));
  const superseded = ({ payload }: { payload: unknown }): boolean => {
    const posted = (payload as { receipt?: Receipt }).receipt;
    return posted !== undefined && posted.revision < (newest.get(posted.receiptId) ?? 0);
  };
  return calls
    .filter((call) => !superseded(call))
    .map((call) => JSON.stringify(call))
    .sort();
}

function outcomeOf(facts: Facts, choose: (of: number) => number, repeats: number) {
  const { story, calls } = play(facts, choose, repeats);
  return {
    digest: digestOf(story, facts.receipts),
    told: tellingsOf(story.events),
    calls: lastingCalls(calls, facts.receipts),
  };
}

const inOrder = () => 0;
const by =
  (stream: Iterator<number>) =>
  (of: number): number =>
    Number(stream.next().value) % of;

describe('the same facts, in any order and any number of times', () => {
  it('end in the same state, the same events and the same calls for the standard return', () => {
    const facts = { told: refunds, receipts: standard };
    const expected = outcomeOf(facts, inOrder, 0);
    expect(expected.told.filter((text) => text.includes('ReturnCleared'))).toHaveLength(1);
    expect(expected.calls.filter((text) => text.includes('rlm.import-refund'))).toHaveLength(2);
    expect(expected.calls.filter((text) => text.includes('rlm.mark-receipt-exported'))).toHaveLength(2);
    fc.assert(
      fc.property(choices, fc.integer({ min: 0, max: 12 }), (stream, repeats) => {
        expect(outcomeOf(facts, by(stream), repeats)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('do so whatever the warehouse received, in however many receipts and corrections', () => {
    fc.assert(
      fc.property(receiptsOf, choices, fc.integer({ min: 0, max: 8 }), (receipts, stream, repeats) => {
        const facts = { told: refunds, receipts };
        const outcome = outcomeOf(facts, by(stream), repeats);
        expect(outcome).toEqual(outcomeOf(facts, inOrder, 0));
        expect(outcome.digest).toMatchObject({ decisions: 1, toldTwice: 0, receiptsKnown: 0 });
      }),
      { numRuns: 300 },
    );
  });

  it('do so over two RAs, and decide once, when both are final', () => {
    const ofBoth = fc
      .tuple(receiptsOf, fc.array(receiptLine, { maxLength: 3 }))
      .map(([receipts, lines]) => [
        ...receipts.filter(({ receiptId }) => receiptId !== 'RCV1'),
        receipt(lines, { receiptId: 'RCV1', receivedAt: second(600).toISOString() }),
      ]);
    fc.assert(
      fc.property(ofBoth, choices, fc.integer({ min: 0, max: 8 }), (receipts, stream, repeats) => {
        const facts = { told: refunds, receipts: receipts.map(finalOnItsRa), ...twoRas };
        const outcome = outcomeOf(facts, by(stream), repeats);
        expect(outcome).toEqual(outcomeOf(facts, inOrder, 0));
        expect(outcome.digest).toMatchObject({ decisions: 1, toldTwice: 0, receiptsKnown: 0 });
      }),
      { numRuns: 200 },
    );
  });

  it('never import a refund whose money failed, and ask finance once', () => {
    const failing = [...refunds.filter((command) => command !== refunds[5]), failedLater('992', 500, second(2))];
    const facts = { told: failing, receipts: standard };
    const expected = outcomeOf(facts, inOrder, 0);
    expect(expected.calls.filter((text) => text.includes('rlm.import-refund'))).toHaveLength(1);
    expect(expected.digest.tasks).toEqual(['refund-money-failed:oaklinen-88400012:992']);
    fc.assert(
      fc.property(choices, fc.integer({ min: 0, max: 12 }), (stream, repeats) => {
        expect(outcomeOf(facts, by(stream), repeats)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });
});
