import { allocate, money } from '@backhaul/money';
import type { LoopLine, LoopReturn } from './loop-return.js';

/** The money of a return, in the identities of loop.md §9.10, for a return without exchange. */
export interface ReturnAmounts {
  product: number;
  discount: number;
  tax: number;
  total: number;
  handlingFee: number;
  refund: number;
}

const sum = (lines: LoopLine[], part: (line: LoopLine) => number): number =>
  lines.reduce((all, line) => all + part(line), 0);

const valueOf = (line: LoopLine): number => line.price - line.discount + line.tax;

export function amountsOf({ lines, handlingFee: fee }: LoopReturn): ReturnAmounts {
  const total = sum(lines, valueOf);
  const handlingFee = Math.min(fee, total);
  return {
    product: sum(lines, ({ price }) => price),
    discount: sum(lines, ({ discount }) => discount),
    tax: sum(lines, ({ tax }) => tax),
    total,
    handlingFee,
    refund: total - handlingFee,
  };
}

/** Each line's share of the refund; the shares add up to it, and item + tax = share. */
export function lineRefunds(one: LoopReturn): { refund: number; item: number; tax: number }[] {
  const { handlingFee } = amountsOf(one);
  const fees = handlingFee === 0 ? [] : allocate(money(handlingFee, one.currency), one.lines.map(valueOf));
  return one.lines.map((line, index) => {
    const refund = valueOf(line) - (fees[index]?.amount ?? 0);
    const tax = Math.min(line.tax, refund);
    return { refund, tax, item: refund - tax };
  });
}
