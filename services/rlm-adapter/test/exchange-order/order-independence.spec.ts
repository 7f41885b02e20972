import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExchangeOrderCommand } from '../../src/exchange-order/commands.js';
import {
  importNow,
  minute,
  named,
  openKinds,
  runExchange,
  seen,
  shopOrder,
  there,
  toldOf,
  type RanExchange,
} from '../support/exchanges.js';
import { usd } from '../support/returns.js';

const other = { exchangeOrderId: 'older', createdAt: minute(-5).toISOString(), value: usd(1000), cancelled: false };

/** What may become known of the second exchange order of a return. */
const facts: readonly ExchangeOrderCommand[] = [
  seen(0, shopOrder(undefined, { confidence: 'probable' })),
  named(1, 9710, 0, { orderIds: ['7788120045', 'older'] }),
  { kind: 'ObserveSiblings', exchangeOrderId: '7788120045', siblings: [other], at: minute(2) },
  importNow(3),
  there(4),
];

const inAnyOrder = fc
  .array(fc.integer({ min: 0, max: facts.length - 1 }), { maxLength: 6 })
  .chain((repeated) =>
    fc.shuffledSubarray([...facts.keys(), ...repeated], { minLength: facts.length + repeated.length }),
  )
  .map((order) => order.flatMap((index) => facts[index] ?? []));

const outcomeOf = (ran: RanExchange) => ({
  told: toldOf(ran),
  open: openKinds(ran),
  returnId: ran.state.returnId,
});

describe('the facts of an exchange order', () => {
  it('lead to the same end in any order and with any repetition, and never to a second import', () => {
    const straight = outcomeOf(runExchange(...facts));
    expect(straight).toMatchObject({ told: [{ offset: { amount: usd(8710) }, total: usd(0) }], open: [] });
    fc.assert(
      fc.property(inAnyOrder, (commands) => {
        const ran = runExchange(...commands);
        expect(outcomeOf(ran)).toEqual(straight);
        expect(ran.calls.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });
});
