import { add, money, subtract, sum, type Money } from '@backhaul/money';

/** The money of a return's exchange as Loop tells it. */
export interface Credit {
  /** Part of the returned value that the exchange uses up. */
  readonly credit: Money;
  /** Paid by the shopper on top. */
  readonly upsell: Money;
  /** True while an item could not be given: more orders may follow, and what is here is not yet all. */
  readonly partial: boolean;
  /** All exchange orders of the return. */
  readonly orderIds: readonly string[];
  /** When it was so, ISO 8601 UTC; a later telling counts. */
  readonly asOf: string;
}

/** One of the return's exchange orders. */
export interface Sibling {
  readonly exchangeOrderId: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** With tax and freight, before any returned value was taken off. */
  readonly value: Money;
  readonly cancelled: boolean;
}

/** How much of one order was paid with returned value, and how much with money. */
export interface Share {
  readonly offset: Money;
  readonly captured: Money;
  /** What Loop's figures and the shop's disagree by; zero while not all is known. */
  readonly differs: Money;
}

/**
 * The order's share: what was captured is kept from its value. Of several orders the older ones use the returned value first, as
 * Loop does; null while one of them is not known. Pure.
 */
export function shareOf(exchangeOrderId: string, credit: Credit, known: readonly Sibling[]): Share | null {
  const all = known.filter((one) => credit.orderIds.includes(one.exchangeOrderId));
  const own = all.find((one) => one.exchangeOrderId === exchangeOrderId);
  if (own === undefined || all.length < credit.orderIds.length) return null;
  const given = all.filter((one) => !one.cancelled || one === own).sort(byAge);
  const { currency } = own.value;
  const total = sum(
    given.map(({ value }) => value),
    currency,
  );
  const pot = credit.partial ? credit.credit : atLeastNothing(subtract(total, credit.upsell));
  const before = sum(
    given.slice(0, given.indexOf(own)).map(({ value }) => value),
    currency,
  );
  const offset = least(own.value, atLeastNothing(subtract(pot, before)));
  const told = add(credit.credit, credit.upsell);
  const differs = credit.partial ? money(0, currency) : subtract(total, told);
  return { offset, captured: subtract(own.value, offset), differs };
}

const byAge = (left: Sibling, right: Sibling): number =>
  left.createdAt.localeCompare(right.createdAt) || left.exchangeOrderId.localeCompare(right.exchangeOrderId);

const least = (left: Money, right: Money): Money => (left.amount <= right.amount ? left : right);
const atLeastNothing = (one: Money): Money => (one.amount < 0 ? money(0, one.currency) : one);
