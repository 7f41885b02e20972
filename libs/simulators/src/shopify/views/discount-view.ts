import type { Order, OrderLine } from '../orders/order.js';
import { moneyV2, orderBag } from './order-bag.js';

/** A discount application as GraphQL shows it; lines refer to it by `index`. */
export function discountView(order: Order, index: number): object | null {
  const discount = order.discounts[index];
  if (discount === undefined) return null;
  const shared = {
    index,
    allocationMethod: 'ACROSS',
    targetSelection: 'ALL',
    targetType: 'LINE_ITEM',
    value: moneyV2(discount.amount, order.currency),
  };
  return discount.kind === 'discount_code'
    ? { ...shared, __typename: 'DiscountCodeApplication', code: discount.code }
    : { ...shared, __typename: 'ManualDiscountApplication', title: discount.title, description: discount.title };
}

/** A line's shares of the order's discounts. */
export const allocationViews = (order: Order, line: OrderLine) =>
  line.discountShares.flatMap((amount, index) =>
    amount === 0
      ? []
      : [{ allocatedAmountSet: orderBag(order, amount), discountApplication: discountView(order, index) }],
  );
