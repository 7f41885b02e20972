import { add, money, subtract, sum, type Money } from '@backhaul/money';

/** What a part of an exchange order is made of. `discount`: what the shop took off, for the return or otherwise. */
export interface Priced {
  readonly merchandise: Money;
  readonly discount: Money;
  readonly tax: Money;
  readonly freight: Money;
  /** Money that the shopper really paid for it. */
  readonly captured: Money;
}

/** An order's money as the ERP takes it (contracts/rlm-and-3pl.md §7). */
export interface OrderMoney {
  /** Hundred-thousandths of the merchandise: the ERP's discount is a fraction of five decimals. */
  readonly discountRate: number;
  /** What that fraction comes to, to the cent. */
  readonly discount: Money;
  /** The misc. charge, signed: it takes the rest of the returned value off. */
  readonly charge: Money;
  /** What the order comes to: the money that the shopper paid, never less than nothing. */
  readonly receivable: Money;
}

const WHOLE = 100_000;

/**
 * The shop's discount goes first, as the fraction that it is of the merchandise; whatever that leaves of the offset - tax,
 * freight, cents of the fraction, all of it when the discount is off - is the misc. charge. So the receivable is always exactly
 * what was captured.
 */
export function orderMoney({ merchandise, discount, tax, freight, captured }: Priced): OrderMoney {
  const discountRate = rateOf(discount, merchandise);
  const applied = shareOf(merchandise, discountRate);
  const full = sum([merchandise, tax, freight], merchandise.currency);
  const charge = subtract(captured, subtract(full, applied));
  return { discountRate, discount: applied, charge, receivable: add(subtract(full, applied), charge) };
}

/** At most all of it. */
function rateOf(discount: Money, merchandise: Money): number {
  if (merchandise.amount === 0) return 0;
  return Math.min(WHOLE, divided(BigInt(discount.amount) * BigInt(WHOLE), BigInt(merchandise.amount)));
}

/** The fraction of an amount, to the cent, halves up: as the ERP computes it. */
export const shareOf = (amount: Money, rate: number): Money =>
  money(divided(BigInt(amount.amount) * BigInt(rate), BigInt(WHOLE)), amount.currency);

/** Neither side is negative. */
const divided = (dividend: bigint, divisor: bigint): number => Number((dividend * 2n + divisor) / (divisor * 2n));

/** The fraction as the ERP writes it: `0.80000`. */
export const rateText = (rate: number): string => {
  const digits = String(rate).padStart(6, '0');
  return `${digits.slice(0, -5)}.${digits.slice(-5)}`;
};
