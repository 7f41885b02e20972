import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExchangeOrderCommand } from '../../src/exchange-order/commands.js';
import {
  imported,
  openKinds,
  other,
  RETURN,
  runExchange,
  seen,
  staged,
  type RanExchange,
} from '../support/exchanges.js';

/** What may become known of one exchange order. */
const facts: readonly ExchangeOrderCommand[] = [
  seen(0, { confidence: 'probable' }, { returnId: null, policy: { approveFirst: 1 } }),
  other<'NameReturn'>(1, { kind: 'NameReturn', returnId: RETURN }),
  other<'Approve'>(2, { kind: 'Approve', by: 'dana', reason: 'Looked at it' }),
  other<'RecordNotStaged'>(3, { kind: 'RecordNotStaged' }),
  staged(4),
  imported(5),
];

const inAnyOrder = fc
  .array(fc.integer({ min: 0, max: facts.length - 1 }), { maxLength: 6 })
  .chain((repeated) =>
    fc.shuffledSubarray([...facts.keys(), ...repeated], { minLength: facts.length + repeated.length }),
  )
  .map((order) => order.flatMap((index) => facts[index] ?? []));

const outcomeOf = (ran: RanExchange) => ({
  imported: ran.events.filter(({ type }) => type === 'ExchangeOrderImported').map(({ data }) => data),
  open: openKinds(ran),
  returnId: ran.state.returnId,
});

describe('the facts of an exchange order', () => {
  it('lead to the same end in any order and with any repetition, and never to a second import', () => {
    const straight = outcomeOf(runExchange(...facts));
    expect(straight.imported).toHaveLength(1);
    expect(straight.open).toEqual([]);
    fc.assert(
      fc.property(inAnyOrder, (commands) => {
        const ran = runExchange(...commands);
        expect(outcomeOf(ran)).toEqual(straight);
        const imports = ran.calls.filter(({ kind }) => kind === 'aims360.import-order');
        expect(imports.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });
});
