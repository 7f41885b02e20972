import { moneySet, padded } from '../decimals.js';
import { presented } from '../orders/presentment.js';
import type { Order } from '../orders/order.js';

/** A REST `*_set` of an order: shop money, and what the shopper saw. */
export function orderMoneySet(order: Order, amount: number) {
  if (order.presentment === null) return moneySet(amount, order.currency);
  const { currency, amount: shown } = presented(order, amount);
  return {
    shop_money: { amount: padded(amount, order.currency), currency_code: order.currency },
    presentment_money: { amount: padded(shown, currency), currency_code: currency },
  };
}
