import { minor } from '../decimals.js';
import { idOf } from '../gid.js';
import type { Context } from '../graphql/context.js';
import { currentQuantity, nextUnitsValue } from '../orders/amounts.js';
import type { Order, OrderLine, RestockType } from '../orders/order.js';
import { refundable } from '../orders/totals.js';
import { toOriginalPayments } from '../refunds/original-payment.js';
import { orderBag } from './order-bag.js';
import { refundLineView } from './refund-view.js';
import { transactionView } from './transaction-view.js';

export interface SuggestArgs {
  refundLineItems?: { lineItemId: string; quantity: number; restockType?: RestockType | null }[] | null;
  refundShipping?: boolean | null;
  shippingAmount?: string | number | null;
  suggestFullRefund?: boolean | null;
}

interface Asked {
  line: OrderLine;
  quantity: number;
  restockType: RestockType;
}

/** What Shopify would refund, and how it would go back to the original payments. */
export const suggestedRefundView = (context: Context, order: Order) => (args: SuggestArgs) => {
  const bag = (amount: number) => orderBag(order, amount);
  const lines = asked(order, args).map((one) => ({ ...one, ...nextUnitsValue(order, one.line, one.quantity) }));
  const subtotal = lines.reduce((sum, one) => sum + one.subtotal, 0);
  const tax = lines.reduce((sum, one) => sum + one.tax, 0);
  const amount = Math.min(refundable(order), subtotal + tax + shippingPart(order, args));
  return {
    amountSet: bag(amount),
    subtotalSet: bag(subtotal),
    totalTaxSet: bag(tax),
    discountedSubtotalSet: bag(subtotal),
    maximumRefundableSet: bag(refundable(order)),
    refundLineItems: lines.map((one) =>
      refundLineView(context, order, { ...one, id: null, lineItemId: one.line.id, locationId: null }),
    ),
    suggestedTransactions: toOriginalPayments(order, amount)
      .filter((share) => share.amount > 0)
      .map((share) => ({
        kind: 'SUGGESTED_REFUND',
        gateway: share.parent.gateway,
        parentTransaction: transactionView(context, order, share.parent),
        amountSet: bag(share.amount),
        maximumRefundableSet: bag(share.maximum),
      })),
  };
};

function asked(order: Order, args: SuggestArgs): Asked[] {
  if (args.suggestFullRefund === true) {
    return order.lines.map((line) => ({ line, quantity: currentQuantity(order, line), restockType: 'RETURN' }));
  }
  return (args.refundLineItems ?? []).flatMap(({ lineItemId, quantity, restockType }) => {
    const wanted = idOf('LineItem', lineItemId);
    const line = order.lines.find(({ id }) => id === wanted);
    return line === undefined ? [] : [{ line, quantity, restockType: restockType ?? 'NO_RESTOCK' }];
  });
}

function shippingPart(order: Order, args: SuggestArgs): number {
  if (args.shippingAmount !== undefined && args.shippingAmount !== null)
    return minor(args.shippingAmount, order.currency);
  const whole = args.refundShipping === true || args.suggestFullRefund === true;
  return whole ? shippingLeft(order) : 0;
}

/** Shipping that was not refunded yet. */
export const shippingLeft = (order: Order): number =>
  (order.shipping?.price ?? 0) - order.refunds.reduce((sum, { shipping }) => sum + (shipping?.amount ?? 0), 0);
