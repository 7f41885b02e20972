import type { EventData } from '@backhaul/contracts';
import { add, type Money } from '@backhaul/money';

/** The exchange order as the shop holds it: what is to stand in the ERP. */
export type ShopOrder = Omit<EventData<'ExchangeOrderCreated'>, 'returnId'>;

/** One line of it. */
export type ShopLine = ShopOrder['lines'][number];

/** What its goods are worth, with tax and freight: before any returned value was taken off. */
export const valueOf = ({ total, creditDiscount }: Pick<ShopOrder, 'total' | 'creditDiscount'>): Money =>
  add(total, creditDiscount);

/** Whether two readings say the same of everything that the ERP's order depends on. */
export const isSameOrder = (left: ShopOrder, right: ShopOrder): boolean => digestOf(left) === digestOf(right);

function digestOf({ lines, total, creditDiscount, shipping, cancelled, confidence }: ShopOrder): string {
  const perLine = lines.map(({ orderLineId, quantity, unitPrice }) => `${orderLineId}:${quantity}:${unitPrice.amount}`);
  return [...perLine.sort(), total.amount, creditDiscount.amount, shipping.amount, cancelled, confidence].join(',');
}
