import { bare } from '../decimals.js';
import type { Order } from '../orders/order.js';
import { presented } from '../orders/presentment.js';

/** An amount of an order as a GraphQL MoneyBag: in the shop's currency, and in the one that the shopper saw. */
export function orderBag(order: Order, amount: number) {
  const shown = presented(order, amount);
  return { shopMoney: moneyV2(amount, order.currency), presentmentMoney: moneyV2(shown.amount, shown.currency) };
}

/** A GraphQL MoneyV2. */
export const moneyV2 = (amount: number, currency: string) => ({
  __typename: 'MoneyV2',
  amount: bare(amount, currency),
  currencyCode: currency,
});
