import { allocate, money } from '@backhaul/money';
import type { LoopExchange, LoopLine, LoopReturn, Outcome } from './loop-return.js';

/** The money of a return, in the identities of contracts/loop.md §9.10. Minor units, none is negative. */
export interface ReturnAmounts {
  /** Of the returned lines; a rejected line counts for nothing. */
  product: number;
  discount: number;
  tax: number;
  /** product − discount + tax */
  total: number;
  exchangeProduct: number;
  exchangeDiscount: number;
  exchangeTax: number;
  /** Of the exchange items that are really taken, same arithmetic. */
  exchangeTotal: number;
  /** min(total, exchangeTotal): the part of the value that the exchange uses up. */
  returnCredit: number;
  /** What the shopper pays on top. */
  upsell: number;
  /** The shop's fee, as far as something is left to take it from. */
  handlingFee: number;
  /** refund + giftCard = total − returnCredit − handlingFee */
  refund: number;
  giftCard: number;
}

type Valued = Pick<LoopLine, 'price' | 'discount' | 'tax'>;

const sum = <Item>(items: Item[], part: (item: Item) => number): number =>
  items.reduce((all, item) => all + part(item), 0);

/** price − discount + tax of one unit. */
export const valueOf = ({ price, discount, tax }: Valued): number => price - discount + tax;

/** Lines whose value the shopper gets. */
export const granted = ({ lines }: Pick<LoopReturn, 'lines'>): LoopLine[] =>
  lines.filter(({ outcome }) => outcome !== 'reject');

/** Exchange items that go out: what was given as money instead does not. */
export const taken = ({ exchanges }: Pick<LoopReturn, 'exchanges'>): LoopExchange[] =>
  exchanges.filter(({ outOfStockResolution }) => outOfStockResolution === null);

export function amountsOf(one: Pick<LoopReturn, 'lines' | 'exchanges' | 'handlingFee' | 'storeCredit'>): ReturnAmounts {
  const [lines, items] = [granted(one), taken(one)];
  const total = sum(lines, valueOf);
  const exchangeTotal = sum(items, valueOf);
  const returnCredit = Math.min(total, exchangeTotal);
  const handlingFee = Math.min(one.handlingFee, total - returnCredit);
  const rest = total - returnCredit - handlingFee;
  const giftCard = one.storeCredit === 'all' ? rest : Math.min(rest, one.storeCredit);
  return {
    product: sum(lines, ({ price }) => price),
    discount: sum(lines, ({ discount }) => discount),
    tax: sum(lines, ({ tax }) => tax),
    total,
    exchangeProduct: sum(items, ({ price }) => price),
    exchangeDiscount: sum(items, ({ discount }) => discount),
    exchangeTax: sum(items, ({ tax }) => tax),
    exchangeTotal,
    returnCredit,
    upsell: exchangeTotal - returnCredit,
    handlingFee,
    giftCard,
    refund: rest - giftCard,
  };
}

/** The outcome that these amounts come to. */
export function outcomeOf(one: Pick<LoopReturn, 'lines' | 'exchanges' | 'handlingFee' | 'storeCredit'>): Outcome {
  const { refund, giftCard, upsell } = amountsOf(one);
  if (taken(one).length === 0) {
    if (giftCard > 0) return refund > 0 ? 'credit+refund' : 'credit';
    return one.storeCredit === 'all' ? 'credit' : 'refund';
  }
  if (upsell > 0) return 'upsell';
  if (giftCard > 0) return 'exchange+credit';
  return refund > 0 ? 'exchange+refund' : 'exchange';
}

/** Each line's share of the refund, by its value, exchange or not; the shares add up to it, and item + tax = share. */
export function lineRefunds(one: LoopReturn): { refund: number; item: number; tax: number }[] {
  const values = one.lines.map((line) => (line.outcome === 'reject' ? 0 : valueOf(line)));
  const shares = allocate(money(amountsOf(one).refund, one.currency), values);
  return one.lines.map((line, index) => {
    const refund = shares[index]?.amount ?? 0;
    const value = values[index] ?? 0;
    const tax = value === 0 ? 0 : Math.round((line.tax * refund) / value);
    return { refund, tax, item: refund - tax };
  });
}
