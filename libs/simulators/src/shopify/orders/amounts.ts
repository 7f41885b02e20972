import { allocate, money } from '@backhaul/money';
import type { Order, OrderLine, RefundLine } from './order.js';

/** What one unit of a line is worth. Units of a line differ by a cent when its amounts do not divide evenly. */
export interface UnitAmounts {
  price: number;
  discount: number;
  tax: number;
}

/** The line's units in order; their sums are exactly the line's discount and tax. */
export function unitsOf(line: OrderLine, currency: string): UnitAmounts[] {
  const equal = Array.from({ length: line.quantity }, () => 1);
  const discounts = allocate(money(line.discount, currency), equal);
  const taxes = allocate(money(line.tax, currency), equal);
  return equal.map((_, index) => ({
    price: line.unitPrice,
    discount: discounts[index]?.amount ?? 0,
    tax: taxes[index]?.amount ?? 0,
  }));
}

/** Value of the next `quantity` units that were not refunded yet: so that all refunds of a line add up to the line. */
export function nextUnitsValue(order: Order, line: OrderLine, quantity: number): { subtotal: number; tax: number } {
  const from = refundedQuantity(order, line.id);
  const units = unitsOf(line, order.currency).slice(from, from + quantity);
  return {
    subtotal: units.reduce((sum, unit) => sum + unit.price - unit.discount, 0),
    tax: units.reduce((sum, unit) => sum + unit.tax, 0),
  };
}

const refundLines = (order: Order, lineItemId: string): RefundLine[] =>
  order.refunds.flatMap(({ lines }) => lines).filter((line) => line.lineItemId === lineItemId);

const total = (quantities: { quantity: number }[]): number =>
  quantities.reduce((sum, { quantity }) => sum + quantity, 0);

export const refundedQuantity = (order: Order, lineItemId: string): number => total(refundLines(order, lineItemId));

/** Units neither refunded nor called off: `currentQuantity` and `refundableQuantity`. */
export const currentQuantity = (order: Order, line: OrderLine): number =>
  line.quantity - refundedQuantity(order, line.id);

export const fulfilledQuantity = (order: Order, lineItemId: string): number =>
  total(
    order.fulfillments
      .filter(({ status }) => status === 'SUCCESS')
      .flatMap(({ lines }) => lines)
      .filter((line) => line.lineItemId === lineItemId),
  );

/** Only a `CANCEL` calls units off; a `RETURN` leaves them fulfillable even when they never shipped. */
export const unfulfilledQuantity = (order: Order, line: OrderLine): number =>
  line.quantity -
  fulfilledQuantity(order, line.id) -
  total(refundLines(order, line.id).filter(({ restockType }) => restockType === 'CANCEL'));
