import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RmaCommand } from '../../src/aims360-rma/commands.js';
import { publishedEvents, type RmaEvent } from '../../src/aims360-rma/events.js';
import { settle } from '../../src/aims360-rma/offset/settlement.js';
import type { RmaPolicy } from '../../src/aims360-rma/policy.js';
import type { RmaLine, RmaSnapshot } from '../../src/aims360-rma/rma-snapshot.js';
import {
  authorize,
  credit,
  jacket,
  exchangeOrder,
  line,
  minuteAfter,
  observe,
  openCredit,
  processed,
  refund,
  refundMoney,
  rma,
  usd,
} from '../support/returns.js';
import { dataOf, run, type Ran } from '../support/run.js';

type Disposition = 'restocked' | 'seconds' | 'writtenOff' | 'missing';

/** A return as it really went: who sent what back, what the warehouse booked and in which order, what was paid. */
interface Story {
  readonly units: number;
  readonly booked: readonly Disposition[];
  readonly creditOff: number | null;
  readonly pending: readonly { part: number; settles: boolean }[];
  readonly split: boolean;
  /** 20.00 of the value went into an exchange, whose order is discounted by it or at full price. */
  readonly exchange: 'none' | 'discounted' | 'full-price';
  readonly policy: Partial<RmaPolicy>;
}

const story: fc.Arbitrary<Story> = fc.integer({ min: 1, max: 3 }).chain((units) =>
  fc.record({
    units: fc.constant(units),
    booked: fc.array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constant('restocked' as const) },
        fc.constantFrom<Disposition>('seconds', 'writtenOff', 'missing'),
      ),
      { maxLength: units },
    ),
    creditOff: fc.constantFrom(null, 0, 0, -100),
    pending: fc.array(fc.record({ part: fc.integer({ min: 3, max: 500 }), settles: fc.boolean() }), { maxLength: 2 }),
    split: fc.boolean(),
    exchange: fc.constantFrom('none' as const, 'discounted' as const, 'full-price' as const),
    policy: fc.record({
      confirmCredit: fc.constantFrom('person' as const, 'policy' as const),
      postDebit: fc.constantFrom('person' as const, 'staged' as const, 'policy' as const),
      creditIncludesTax: fc.boolean(),
    }),
  }),
);

/** The RMA after each booking, and after the credit. */
function looksOf({ units, booked, creditOff, policy }: Story): RmaSnapshot[] {
  const lines = booked.reduce<RmaLine[]>(
    (all, disposition) => {
      const last = all.at(-1) ?? line({ authorized: units });
      const received = last.received + (disposition === 'missing' ? 0 : 1);
      return [...all, { ...last, received, [disposition]: last[disposition] + 1 }];
    },
    [line({ authorized: units })],
  );
  const looks = lines.map((one, minute) => rma({ lines: [one], minute }));
  const last = lines.at(-1);
  if (creditOff === null || last === undefined || last.received === 0) return looks;
  const total = usd(worthOf(units, policy) + creditOff);
  const memo = credit({ total, minute: lines.length });
  return [...looks, rma({ status: 'credited', lines: [last], credit: memo, minute: lines.length })];
}

/** What the ERP credited, null while it has not. */
const creditedBy = (one: Story): number | null =>
  looksOf(one).find(({ credit: memo }) => memo !== null)?.credit?.total.amount ?? null;

/** A part of the credit was applied to the invoice of the exchange order. */
const balanceOf = (one: Story): RmaCommand[] =>
  one.exchange === 'full-price' ? [openCredit((creditedBy(one) ?? 0) - 500, 100)] : [];

const worthOf = (units: number, { creditIncludesTax = true }: Partial<RmaPolicy>): number =>
  units * (creditIncludesTax ? 13608 : 12600);

/** Every fact of it, each once, in an order that makes sense. */
function factsOf(one: Story): RmaCommand[] {
  const { units, pending, split, exchange, policy } = one;
  const spent = exchange === 'none' ? 0 : 2000;
  const under = pending.reduce((sum, { part }) => sum + part, 0);
  const firstPart = split ? 4000 : 0;
  const main = { refunded: units * 13608 - under - firstPart - spent, pending: under, tax: units * 1008 };
  return [
    authorize({ units: Array.from({ length: units }, (_, index) => jacket(`u${index}`)), policy }),
    ...looksOf(one)
      .filter(({ credit: memo }) => memo === null || policy.confirmCredit !== 'policy')
      .map(observe),
    processed(split ? ['929361', '929362'] : ['929361'], units * 13608 - spent, {
      exchangeCredit: usd(spent),
      exchangeOrderIds: exchange === 'none' ? [] : ['5511223399001'],
    }),
    exchangeOrder({ creditDiscount: usd(exchange === 'discounted' ? spent : 0) }),
    ...balanceOf(one),
    refund(main),
    ...(split ? [refund({ refundId: '929362', refunded: firstPart, tax: 0 })] : []),
    // Another return of the same order.
    refund({ refundId: '1', refunded: 777 }),
    ...pending.map(({ part, settles }, index) =>
      refundMoney(`f${index}`, settles ? { settled: part } : { failed: part }),
    ),
  ];
}

/**
 * The last look at RMA and credit comes by the answer to the call or by the next poll, whatever was looked at before. A credit by policy is
 * the answer to our own call, so it comes after the look that led to the call.
 */
function ranWith(commands: readonly RmaCommand[], one: Story): Ran {
  const looks = looksOf(one);
  const last = one.policy.confirmCredit === 'policy' ? looks.slice(-2) : looks.slice(-1);
  return run([...commands, ...last.map(observe), ...balanceOf(one)]);
}

/** Everything in any order, some of it again. */
const shaken = story.chain((one) => {
  const facts = factsOf(one);
  return fc
    .array(fc.constantFrom(...facts), { maxLength: 8 })
    .chain((again) => fc.shuffledSubarray([...facts, ...again], { minLength: facts.length + again.length }))
    .map((commands) => ({ one, commands }));
});

function digestOf({ state }: Ran): unknown {
  const { receivedUnits, refunds, tasks, receipts: _looks, changedAt: _when, ...rest } = state;
  const counted = Object.entries(refunds).map(([id, { facts, ...seen }]) => [id, { ...seen, facts: facts.toSorted() }]);
  return {
    ...rest,
    receivedUnits: [...receivedUnits].toSorted(),
    refunds: Object.fromEntries(counted),
    tasks: Object.keys(tasks).toSorted(),
  };
}

const isPublished = ({ type }: RmaEvent): boolean => (publishedEvents as readonly string[]).includes(type);

const documentOf = ({ data }: RmaEvent): string =>
  'documentNumber' in data ? data.documentNumber : 'kind' in data ? data.kind : '';

const publishedBy = ({ events }: Ran): string[] =>
  [...new Set(events.filter(isPublished).map((event) => `${event.type} ${documentOf(event)}`))].toSorted();

const callsOf = ({ calls }: Ran): string[] => calls.map((call) => JSON.stringify(call)).toSorted();

/** Units by their condition, and pieces by the stock that they went to. */
function goodsOf(ran: Ran): Record<string, number> {
  const units = dataOf(ran, 'ReceiptRecorded').flatMap((receipt) =>
    receipt.units.map(({ condition }) => [condition, 1] as const),
  );
  const moved = dataOf(ran, 'InventoryRestocked').flatMap(({ movements }) =>
    movements.map(({ quality, quantity }) => [quality, quantity] as const),
  );
  const sums: Record<string, number> = {};
  for (const [name, count] of [...units, ...moved]) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

describe('the facts of a return, in any order and any number of times', () => {
  const holds = (same: (ran: Ran) => unknown) =>
    fc.assert(
      fc.property(shaken, ({ one, commands }) => {
        expect(same(ranWith(commands, one))).toEqual(same(ranWith(factsOf(one), one)));
      }),
      { numRuns: 200 },
    );

  it('end in the same state', () => holds(digestOf));

  it('are told as the same events', () => holds(publishedBy));

  it('lead to the same calls, each once', () => holds(callsOf));

  it('receive and restock the same goods, none of them twice', () => holds(goodsOf));

  it('never enter a debit of another amount than the refunds and the credit', () => {
    fc.assert(
      fc.property(shaken, ({ one, commands }) => {
        const ran = ranWith(commands, one);
        const debits = ran.calls.filter(({ kind }) => kind === 'aims360.stage-debit');
        if (debits.length === 0) return;
        const failed = one.pending.filter(({ settles }) => !settles);
        expect(failed).toEqual([]);
        const amounts = debits.map(({ payload }) => (payload as { amount: { amount: number } }).amount.amount);
        const entered = amounts.reduce((all, amount) => all + amount, 0);
        const settlement = settle(ran.state);
        const toApply = settlement.name === 'waiting' ? 0 : settlement.toApply.amount;
        expect(entered + toApply).toBe(worthOf(one.units, one.policy));
        expect(ran.state.credit?.total).toEqual(usd(worthOf(one.units, one.policy)));
      }),
      { numRuns: 200 },
    );
  });

  it('reach the debit at all, when all is well', () => {
    const well: Story = {
      units: 2,
      booked: ['restocked', 'restocked'],
      creditOff: 0,
      pending: [],
      split: true,
      exchange: 'none',
      policy: {},
    };
    expect(ranWith(factsOf(well), well).calls.map(({ key }) => key.split(':')[0])).toEqual(['rma', 'debit']);
    expect(minuteAfter(0)).toBe(looksOf(well)[0]?.updatedAt);
  });
});
