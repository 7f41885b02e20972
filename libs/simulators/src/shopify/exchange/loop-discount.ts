import { allocate, money } from '@backhaul/money';
import type { OrderDiscount, OrderLine } from '../orders/order.js';

const LOOP_DISCOUNT = 'loop discount';

const sum = (amounts: number[]): number => amounts.reduce((all, amount) => all + amount, 0);

/** The items' own discounts as one application. */
export function itemDiscount(lines: OrderLine[]): OrderDiscount[] {
  const amount = sum(lines.map(({ discount }) => discount));
  return amount === 0 ? [] : [{ kind: 'manual', title: 'Discount', amount }];
}

/** The credit used, off the goods and at most their value: the tax of an even exchange stays on the order (contracts/loop.md §5.3). */
export function loopDiscount(lines: OrderLine[], credit: number | null): OrderDiscount[] {
  const amount = Math.min(credit ?? 0, sum(lines.map(goods)));
  return amount <= 0 ? [] : [{ kind: 'manual', title: LOOP_DISCOUNT, amount }];
}

const goods = (line: OrderLine): number => line.unitPrice * line.quantity - line.discount;

/** Gives each line its share of every application; the tax stays as the app has computed it. */
export function shareOut(lines: OrderLine[], discounts: OrderDiscount[], currency: string): void {
  const values = lines.map(goods);
  const own = lines.map(({ discount }) => discount);
  const shares = discounts.map((one) =>
    one.kind === 'manual' && one.title === LOOP_DISCOUNT
      ? allocate(money(one.amount, currency), values).map(({ amount }) => amount)
      : own,
  );
  for (const [index, line] of lines.entries()) {
    line.discountShares = shares.map((share) => share[index] ?? 0);
    line.discount = sum(line.discountShares);
  }
}
