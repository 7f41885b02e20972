import type { Order } from './entities.js';

/** What an order comes to, in minor units. */
export interface OrderTotals {
  /** Lines at their prices. */
  merchandise: number;
  /** The order's fraction of it, to the cent. */
  discount: number;
  tax: number;
  freight: number;
  /** Misc. charges, signed. */
  charges: number;
  /** A/R: what the customer owes for it before any payment. */
  total: number;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);

/** The discount is a fraction of five decimals, so it is computed in whole hundred-thousandths (contracts/rlm-and-3pl.md §2.2, §7). */
export const orderTotals = (order: Order): OrderTotals => {
  const merchandise = sum(order.lines.map((line) => line.price * line.quantity));
  const rate = BigInt(order.discount.replace('.', ''));
  const discount = Number((BigInt(merchandise) * rate * 2n + 100_000n) / 200_000n);
  const [tax, freight] = [order.tax_amount, order.shipping_amount];
  const charges = sum(order.misc_charges.map(({ amount }) => amount));
  return { merchandise, discount, tax, freight, charges, total: merchandise - discount + tax + freight + charges };
};
