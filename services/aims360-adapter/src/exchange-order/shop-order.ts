import type { EventData } from '@backhaul/contracts';

/** The exchange order as the shop holds it: what is to stand in the ERP. */
export type ShopOrder = Pick<
  EventData<'ExchangeOrderCreated'>,
  | 'orderId'
  | 'orderName'
  | 'exchangeOrderId'
  | 'exchangeOrderName'
  | 'native'
  | 'createdAt'
  | 'lines'
  | 'merchandise'
  | 'creditDiscount'
  | 'total'
  | 'cancelled'
  | 'confidence'
  | 'evidence'
> &
  /** Absent on what an early release stored. */
  Partial<Pick<EventData<'ExchangeOrderCreated'>, 'shippingMethod' | 'paymentMethods'>>;

/** One line of it. */
export type ShopLine = ShopOrder['lines'][number];

/** Whether two readings say the same of everything that the ERP's order depends on. */
export function isSameOrder(left: ShopOrder, right: ShopOrder): boolean {
  return digestOf(left) === digestOf(right);
}

function digestOf({ lines, total, creditDiscount, cancelled, confidence }: ShopOrder): string {
  const perLine = lines.map(({ orderLineId, quantity, unitPrice }) => `${orderLineId}:${quantity}:${unitPrice.amount}`);
  return [...perLine.sort(), total.amount, creditDiscount.amount, cancelled, confidence].join(',');
}
