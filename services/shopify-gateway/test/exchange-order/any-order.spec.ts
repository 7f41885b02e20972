import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exchangeOrder } from '../../src/exchange-order/decide.js';
import type { ExchangeOrderEvent } from '../../src/exchange-order/events.js';
import { appearance, content, original, seen } from '../support/exchanges.js';
import { usd } from '../support/orders.js';

const returns = ['northfold-1', 'northfold-2'].map((returnId) => ({ returnId, orderId: original.orderId }));
const at = (second: number) => new Date(Date.UTC(2026, 8, 20, 14, 0, second));

/** What the shop shows over time: marks, an edit, a cancellation. */
const first = { content: content({ updatedAt: at(0) }), shown: appearance({ attributes: [], tags: [] }) };
const last = { content: content({ updatedAt: at(4), cancelled: true }), shown: appearance() };
const versions = [
  first,
  { content: content({ updatedAt: at(1) }), shown: appearance({ attributes: [] }) },
  { content: content({ updatedAt: at(2) }), shown: appearance() },
  { content: content({ updatedAt: at(3), shipping: usd(500), total: usd(1508) }), shown: appearance() },
  last,
];

type Step = { kind: 'read'; version: typeof last } | { kind: 'named'; by: (typeof returns)[number] };
const steps: Step[] = [
  ...versions.map((version) => ({ kind: 'read' as const, version })),
  ...returns.map((by) => ({ kind: 'named' as const, by })),
];

function run(order: readonly Step[]): ExchangeOrderEvent[] {
  const events: ExchangeOrderEvent[] = [];
  let state = exchangeOrder.initial;
  // After a return has named the order, it is read afresh: that is what the bell is for.
  for (const step of [...order, { kind: 'read' as const, version: last }]) {
    const command =
      step.kind === 'named'
        ? ({ kind: 'NameByReturn', namedBy: step.by, at: at(0) } as const)
        : ({
            kind: 'RecordContent',
            content: step.version.content,
            sighting: seen(step.version.shown, { namedBy: state.namedBy }),
          } as const);
    const { events: news } = exchangeOrder.decide(command, state);
    state = news.reduce(exchangeOrder.evolve, state);
    events.push(...news);
  }
  return events;
}

const told = (events: readonly ExchangeOrderEvent[]) =>
  events.flatMap((event) => (event.type === 'ExchangeOrderCreated' ? [event.data] : []));

describe('an exchange order, before or after its return, read late or twice', () => {
  const anyOrder = fc
    .array(fc.constantFrom(...steps), { maxLength: 5 })
    .chain((again) => fc.shuffledSubarray([...steps, ...again], { minLength: steps.length + again.length }));

  it('ends with the same order, of the same return', () => {
    const lastOf = (order: readonly Step[]) => ({ ...told(run(order)).at(-1), evidence: [] });
    const straight = lastOf(steps);
    fc.assert(
      fc.property(anyOrder, (order) => {
        expect(lastOf(order)).toEqual(straight);
      }),
    );
  });

  it('is never told twice in the same words, and its amounts always add up', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const all = told(run(order));
        expect(new Set(all.map((data) => JSON.stringify(data))).size).toBe(all.length);
        for (const { merchandise, creditDiscount, otherDiscounts, shipping, tax, total } of all) {
          const sum = merchandise.amount - creditDiscount.amount - otherDiscounts.amount + shipping.amount + tax.amount;
          expect(total.amount).toBe(sum);
        }
      }),
    );
  });
});
