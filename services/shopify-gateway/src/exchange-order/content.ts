import type { EventData } from '@backhaul/contracts';
import { add, subtract, type Money } from '@backhaul/money';

type Told = EventData<'ExchangeOrderCreated'>;

/** An exchange order, or the exchange items on an original order, as read at one moment, in our words. */
export interface ExchangeContent extends Pick<
  Told,
  | 'exchangeOrderId'
  | 'exchangeOrderName'
  | 'native'
  | 'lines'
  | 'merchandise'
  | 'creditDiscount'
  | 'otherDiscounts'
  | 'shipping'
  | 'tax'
  | 'total'
  | 'shippingMethod'
  | 'paymentMethods'
  | 'cancelled'
> {
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What the parts come to: merchandise less discounts, plus shipping and tax. */
export const sumOfParts = ({
  merchandise,
  creditDiscount,
  otherDiscounts,
  shipping,
  tax,
}: Pick<ExchangeContent, 'merchandise' | 'creditDiscount' | 'otherDiscounts' | 'shipping' | 'tax'>): Money =>
  add(add(subtract(subtract(merchandise, creditDiscount), otherDiscounts), shipping), tax);
