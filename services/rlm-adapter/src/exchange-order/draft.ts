import { displayMoney, multiply, negate, sum, type Money } from '@backhaul/money';
import type { Share } from './credit.js';
import { orderMoney, rateText } from './order-money.js';
import type { ExchangePolicy } from './policy.js';
import type { ShopLine, ShopOrder } from './shop-order.js';

export const importOrderEffect = 'rlm.import-exchange-order';

/** An exchange order to bring into the ERP, once for good: the ERP keeps the shop's id on it. */
export interface ExchangeDraft {
  readonly returnId: string;
  readonly exchangeOrderId: string;
  readonly exchangeOrderName: string;
  /** The order that it replaces goods of: it goes to the same ship-to. */
  readonly originalOrderId: string;
  readonly originalOrderName: string;
  /** Number of the return in Loop. */
  readonly externalReturnId: string;
  /** ISO days in the store's zone. */
  readonly orderDate: string;
  readonly startDate: string;
  readonly cancelDate: string;
  readonly lines: readonly ShopLine[];
  readonly freight: Money;
  /** Money that the shopper really paid. */
  readonly captured: Money;
  readonly policy: ExchangePolicy;
}

/** Our id of a return ends with its number in Loop. */
const numberOf = (returnId: string): string => returnId.slice(returnId.indexOf('-') + 1);

export function exchangeDraftOf(
  returnId: string,
  order: ShopOrder,
  captured: Money,
  policy: ExchangePolicy,
): ExchangeDraft {
  const { exchangeOrderId, exchangeOrderName, orderId: originalOrderId, orderName: originalOrderName } = order;
  const orderDate = dayIn(policy.timeZone, new Date(order.createdAt));
  const startDate = plusDays(orderDate, policy.startInDays);
  return {
    ...{ returnId, exchangeOrderId, exchangeOrderName, originalOrderId, originalOrderName },
    externalReturnId: numberOf(returnId),
    ...{ orderDate, startDate, cancelDate: plusDays(startDate, policy.cancelAfterDays) },
    ...{ lines: order.lines, freight: order.shipping, captured, policy },
  };
}

const dayIn = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);

function plusDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00.000Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** Money of lines before any returned value is taken off. */
export function moneyOfLines(
  lines: readonly ShopLine[],
  currency: string,
): Record<'merchandise' | 'discount' | 'tax', Money> {
  const total = (of: (line: ShopLine) => Money): Money => sum(lines.map(of), currency);
  return {
    merchandise: total(({ unitPrice, quantity }) => multiply(unitPrice, quantity)),
    discount: total(({ discount }) => discount),
    tax: total(({ tax }) => tax),
  };
}

/** For the person who enters or finds the order by hand. */
export function draftValues({ freight, captured, policy, lines, ...draft }: ExchangeDraft): Record<string, string> {
  const parts = { ...moneyOfLines(lines, captured.currency), freight, captured };
  const { discountRate, charge } = orderMoney(parts);
  return {
    order: draft.exchangeOrderName,
    'exchange for': draft.originalOrderName,
    items: itemsText(lines),
    tax: displayMoney(parts.tax),
    ...(freight.amount === 0 ? {} : { freight: displayMoney(freight) }),
    ...(discountRate === 0 ? {} : { discount: rateText(discountRate) }),
    [`misc. charge ${policy.miscChargeCode}`]: displayMoney(charge),
    'A/R': displayMoney(captured),
    warehouse: String(policy.warehouse),
    special01: draft.exchangeOrderId,
    special02: draft.externalReturnId,
  };
}

const itemsText = (lines: readonly ShopLine[]): string =>
  lines
    .map(({ quantity, sku, barcode, title, unitPrice }) => {
      return `${quantity} × ${sku ?? barcode ?? title ?? '?'} at ${displayMoney(unitPrice)}`;
    })
    .join(', ');

/** For the person who adds the items of a native exchange to the original order. */
export const editValues = (
  order: ShopOrder,
  { offset, captured }: Share,
  policy: ExchangePolicy,
): Record<string, string> => ({
  order: order.orderName,
  items: itemsText(order.lines),
  tax: displayMoney(order.tax),
  [`misc. charge ${policy.miscChargeCode}`]: displayMoney(negate(offset)),
  'added A/R': displayMoney(captured),
});
