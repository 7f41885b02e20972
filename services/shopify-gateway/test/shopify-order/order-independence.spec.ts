import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shopifyOrder } from '../../src/shopify-order/decide.js';
import type { ShopifyOrderEvent } from '../../src/shopify-order/events.js';
import type { OrderSnapshot, RefundSnapshot } from '../../src/shopify-order/order-snapshot.js';
import { order, refund, transaction } from '../support/orders.js';

type Step = { kind: 'ship' } | { kind: 'refund'; parts: number; pending: boolean } | { kind: 'end'; failed: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant({ kind: 'ship' } as const),
  fc.record({ kind: fc.constant('refund' as const), parts: fc.integer({ min: 0, max: 3 }), pending: fc.boolean() }),
  fc.record({ kind: fc.constant('end' as const), failed: fc.boolean() }),
);

/** Every state that the order passes through, as it would be read: some of them within one second. */
function historyOf(steps: readonly Step[]): OrderSnapshot[] {
  const versions = [order({ lines: [line(0)] })];
  for (const [index, next] of steps.entries()) {
    const last = versions.at(-1) ?? order();
    const updatedAt = new Date(last.updatedAt.getTime() + (index % 3) * 1000);
    versions.push({ ...after(last, next), updatedAt });
  }
  return versions;
}

const line = (shippedQuantity: number) => ({
  orderLineId: '1',
  sku: 'S',
  title: 'Sock',
  quantity: 99,
  shippedQuantity,
});

function after(before: OrderSnapshot, next: Step): OrderSnapshot {
  switch (next.kind) {
    case 'ship':
      return { ...before, lines: before.lines.map((one) => line(one.shippedQuantity + 1)) };
    case 'refund': {
      const number = before.refunds.length + 1;
      const parts = Array.from({ length: next.parts }, (_, part) =>
        transaction(`${number}-${part}`, next.pending ? 'pending' : 'success', 1000),
      );
      return { ...before, refunds: [...before.refunds, refund(parts, `r${number}`)] };
    }
    case 'end':
      return { ...before, refunds: endFirst(before.refunds, next.failed ? 'failed' : 'success') };
  }
}

/** The first payment that is under way comes to its end. */
function endFirst(refunds: readonly RefundSnapshot[], status: 'success' | 'failed'): RefundSnapshot[] {
  const open = refunds.flatMap(({ transactions }) => transactions).find((one) => one.status === 'pending');
  return refunds.map((one) => ({
    ...one,
    transactions: one.transactions.map((part) => (part === open ? { ...part, status } : part)),
  }));
}

function run(reads: readonly OrderSnapshot[]): ShopifyOrderEvent[] {
  const events: ShopifyOrderEvent[] = [];
  let state = shopifyOrder.initial;
  for (const snapshot of reads) {
    const decided = shopifyOrder.decide({ kind: 'RecordOrder', order: snapshot }, state);
    state = decided.events.reduce(shopifyOrder.evolve, state);
    events.push(...decided.events);
  }
  return events;
}

/** What a reader of the events knows in the end. */
function knownFrom(events: readonly ShopifyOrderEvent[]) {
  const refunds: Record<string, { paid: number; pending: number; times: number }> = {};
  const of = (id: string) => (refunds[id] ??= { paid: 0, pending: 0, times: 0 });
  for (const event of events) {
    if (event.type === 'RefundRecorded') {
      const { refundId, moneyRefunded, moneyPending } = event.data;
      of(refundId).paid += moneyRefunded.amount;
      of(refundId).pending += moneyPending.amount;
      of(refundId).times += 1;
    } else if (event.type === 'RefundMoneySettled') {
      of(event.data.refundId).paid += event.data.amount.amount;
      of(event.data.refundId).pending -= event.data.amount.amount;
    } else if (event.type === 'RefundMoneyFailed') of(event.data.refundId).pending -= event.data.amount.amount;
  }
  return refunds;
}

const lastOrder = (events: readonly ShopifyOrderEvent[]) =>
  events.flatMap((event) => (event.type === 'OrderRecorded' ? [event.data.lines] : [])).at(-1);

const history = fc.array(step, { maxLength: 12 }).map(historyOf);
const anyOrder = history.chain((versions) =>
  fc
    .tuple(fc.array(fc.constantFrom(...versions), { maxLength: 6 }), fc.constant(versions))
    .chain(([again, all]) =>
      fc
        .shuffledSubarray([...all, ...again], { minLength: all.length + again.length })
        .map((reads) => ({ versions, reads })),
    ),
);

describe('an order that is read late, twice or out of order', () => {
  it('leads to the same refunds and the same money, each refund recorded once', () => {
    fc.assert(
      fc.property(anyOrder, ({ versions, reads }) => {
        expect(knownFrom(run(reads))).toEqual(knownFrom(run(versions)));
      }),
    );
  });

  it('ends at what the shop shows last: money that is under way is exactly what the shop calls pending', () => {
    fc.assert(
      fc.property(anyOrder, ({ versions, reads }) => {
        const known = knownFrom(run(reads));
        for (const { refundId, transactions } of versions.at(-1)?.refunds ?? []) {
          const pending = transactions.filter(({ status }) => status === 'pending').length * 1000;
          const paid = transactions.filter(({ status }) => status === 'success').length * 1000;
          expect(known[refundId]).toEqual({ paid, pending, times: 1 });
        }
      }),
    );
  });

  it('never says one settlement twice in the same words', () => {
    fc.assert(
      fc.property(anyOrder, ({ reads }) => {
        const said = run(reads)
          .filter(({ type }) => type !== 'TransactionsObserved' && type !== 'OrderRecorded')
          .map((event) => JSON.stringify(event));
        expect(new Set(said).size).toBe(said.length);
      }),
    );
  });

  it('ends with the units that shipped by the last change, when changes do not share a second', () => {
    const apart = history.map((versions) =>
      versions.map((version, index) => ({ ...version, updatedAt: new Date(1_790_000_000_000 + index * 1000) })),
    );
    const shuffled = apart.chain((versions) =>
      fc.shuffledSubarray(versions, { minLength: versions.length }).map((reads) => ({ versions, reads })),
    );
    fc.assert(
      fc.property(shuffled, ({ versions, reads }) => {
        expect(lastOrder(run(reads))).toEqual(versions.at(-1)?.lines);
      }),
    );
  });
});
