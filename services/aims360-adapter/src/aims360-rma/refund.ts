import { add, isZero, subtract, sum, type Money } from '@backhaul/money';
import type { RefundRecord } from './commands.js';

/** What was seen of one refund. Its record and the fate of its pending money may come in any order. */
export interface ObservedRefund {
  readonly recorded: RefundRecord | null;
  readonly settled: Money | null;
  readonly failed: Money | null;
  /** Ids of the facts about pending money that are counted already. */
  readonly facts: readonly string[];
}

export const unseen: ObservedRefund = { recorded: null, settled: null, failed: null, facts: [] };

interface Paid {
  readonly refunded: Money;
  readonly tax: Money;
}

/** What the shopper got by this refund; null while it was not seen, or money of it is under way. */
function paidBy({ recorded, settled, failed }: ObservedRefund): Paid | null {
  if (recorded === null) return null;
  const decided = [settled, failed].filter((amount) => amount !== null);
  const pending = decided.reduce((left, amount) => subtract(left, amount), recorded.pending);
  if (!isZero(pending)) return null;
  const { refunded, tax } = recorded;
  return { refunded: settled === null ? refunded : add(refunded, settled), tax };
}

/** What the shopper got by these refunds together; null until every one of them is proven. */
export function paidByAll(
  refundIds: readonly string[],
  refunds: Readonly<Record<string, ObservedRefund>>,
  currency: string,
): Paid | null {
  const ids = [...new Set(refundIds)];
  const paid = ids.map((id) => paidBy(refunds[id] ?? unseen)).filter((one) => one !== null);
  if (paid.length < ids.length) return null;
  return {
    refunded: sum(
      paid.map((one) => one.refunded),
      currency,
    ),
    tax: sum(
      paid.map((one) => one.tax),
      currency,
    ),
  };
}
