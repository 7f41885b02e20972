import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { specFor } from '@backhaul/testkit';
import { blindReceipt, type BlindReceipt } from '../src/blind-receipt/decide.js';
import { at } from './support/returns.js';

const reported: BlindReceipt = {
  receiptId: 'RCV7',
  revision: 1,
  raNumber: null,
  trackingNumber: '1Z999',
  warehouse: 'WEST1',
  items: ['1 × TS100-BLK-M'],
};
const record = (change: Partial<BlindReceipt> = {}) =>
  ({ kind: 'RecordBlindReceipt', merchantId: 'oaklinen', reported: { ...reported, ...change }, at }) as const;
const match = { kind: 'RecordMatch', receiptId: 'RCV7', revision: 1, returnId: 'oaklinen-88400012', at } as const;

const after = (...commands: Parameters<typeof blindReceipt.decide>[0][]) =>
  commands.reduce((state, command) => {
    return blindReceipt.decide(command, state).events.reduce(blindReceipt.evolve, state);
  }, blindReceipt.initial);

describe('a parcel that belongs to no known return', () => {
  it('is put on the worklist with everything that stood on it', () => {
    const { events } = blindReceipt.decide(record(), blindReceipt.initial);
    expect(events).toMatchObject([
      {
        type: 'TaskOpened',
        data: {
          taskId: 'blind-receipt:oaklinen:RCV7',
          returnId: null,
          why: 'The warehouse received a parcel without an RA.',
          values: { receipt: 'RCV7', warehouse: 'WEST1', items: '1 × TS100-BLK-M', tracking: '1Z999' },
        },
      },
    ]);
  });

  it('names the RA when it is one that nobody knows', () => {
    const { events } = blindReceipt.decide(record({ raNumber: '4711' }), blindReceipt.initial);
    expect(events).toMatchObject([{ data: { why: 'No return is known for RA 4711.', values: { ra: '4711' } } }]);
  });

  it('is told once, and once more for each correction', () => {
    expect(blindReceipt.decide(record(), after(record())).events).toEqual([]);
    const { events } = blindReceipt.decide(record({ revision: 2 }), after(record()));
    expect(events).toMatchObject([{ data: { taskId: 'blind-receipt:oaklinen:RCV7', values: { revision: '2' } } }]);
    expect(blindReceipt.decide(record(), after(record({ revision: 2 }))).events).toEqual([]);
  });

  it('leaves the worklist when the warehouse finds its RA', () => {
    const { events } = blindReceipt.decide(match, after(record()));
    expect(events).toMatchObject([{ type: 'TaskClosed', data: { taskId: 'blind-receipt:oaklinen:RCV7' } }]);
    expect(blindReceipt.decide(match, after(record(), match)).events).toEqual([]);
    specFor(blindReceipt).given([]).when(match).then([]);
  });
});

describe('the revisions of a receipt, in any order and any number of times', () => {
  it('leave on the worklist what the newest of them says', () => {
    const revisions = fc
      .array(fc.boolean(), { minLength: 1, maxLength: 5 })
      .map((matched) =>
        matched.map((isMatched, index) =>
          isMatched ? { ...match, revision: index + 1 } : record({ revision: index + 1 }),
        ),
      );
    const anyOrder = revisions.chain((all) =>
      fc
        .array(fc.constantFrom(...all), { maxLength: 4 })
        .chain((again) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }))
        .map((shuffled) => ({ all, shuffled })),
    );
    fc.assert(
      fc.property(anyOrder, ({ all, shuffled }) => {
        expect(after(...shuffled).open).toBe(after(...all).open);
        expect(after(...all).open === null).toBe(all.at(-1)?.kind === 'RecordMatch');
      }),
      { numRuns: 200 },
    );
  });
});
