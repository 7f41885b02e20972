import type { Kernel } from '../../kernel/index.js';
import { orderById } from '../gid.js';
import type { Order, Refund } from '../orders/order.js';
import { transactionsOf } from '../orders/totals.js';
import type { Shop, ShopifyState } from '../state.js';
import { applyRefund } from './apply-refund.js';
import { toOriginalPayments } from './original-payment.js';
import type { RefundRequest } from './refund-request.js';
import { refusalOf } from './refusals.js';
import { bookOnReturn } from '../returns/book-on-return.js';

/** A refund that another installed app (Loop) makes for a return. Money in minor units. */
export interface ReturnRefundRequest {
  shop: string;
  orderId: string;
  /** The app's own reference: asked again, the same refund is answered. */
  key: string;
  note: string;
  /** Each with a restock type of its own, if need be: what the shopper keeps is not restocked. */
  lines: { lineItemId: string; quantity: number; restockType?: 'return' | 'no_restock' }[];
  /** To the original payments, gift card first; 0 books the goods back without money. */
  amount: number;
  restockType: 'return' | 'no_restock';
  /** Key of the Shopify return that it comes out of. */
  returnKey?: string;
  /** Default: where each line was shipped from. */
  locationId?: string;
}

export interface ReturnRefund {
  refundId: string;
  payments: { gateway: string; amount: number; currency: string; transactionId: string; status: string }[];
}

/** Refunds to the original payment methods. Throws with Shopify's own words when it would refuse. */
export function refundForReturn(kernel: Kernel<ShopifyState>, shop: Shop, asked: ReturnRefundRequest): ReturnRefund {
  const order = orderById(shop, asked.orderId);
  if (order === undefined) throw new Error('Order does not exist');
  const earlier = order.refunds.find(({ id }) => id === shop.foreignRefunds[asked.key]);
  if (earlier !== undefined) return describe(order, earlier);
  const from = order.returns.find(({ key }) => key === asked.returnKey);
  const request = { ...toRequest(order, asked), ...(from === undefined ? {} : { returnId: from.id }) };
  const refusal = refusalOf(shop, order, request);
  if (refusal !== undefined) throw new Error(refusal.message);
  const refund = applyRefund(kernel, shop, order, request);
  shop.foreignRefunds[asked.key] = refund.id;
  if (from !== undefined) bookOnReturn(from, refund);
  return describe(order, refund);
}

function toRequest(order: Order, asked: ReturnRefundRequest): RefundRequest {
  const shares = toOriginalPayments(order, asked.amount);
  const shared = shares.reduce((sum, { amount }) => sum + amount, 0);
  const [first, ...others] = shares.map(({ parent, amount }) => ({ kind: 'REFUND', parentId: parent.id, amount }));
  // What the payments cannot cover stays on the first one, so that the refusal names the whole amount.
  const money = first === undefined ? [] : [{ ...first, amount: first.amount + asked.amount - shared }, ...others];
  return {
    note: asked.note,
    processedAt: null,
    shipping: 0,
    money: money.filter(({ amount }) => amount > 0),
    lines: asked.lines.map(({ lineItemId, quantity, restockType = asked.restockType }) => ({
      lineItemId,
      quantity,
      restockType: restockType === 'return' ? 'RETURN' : 'NO_RESTOCK',
      locationId: asked.locationId ?? shippedFrom(order, lineItemId),
    })),
  };
}

const shippedFrom = (order: Order, lineItemId: string): string | null =>
  order.lines.find(({ id }) => id === lineItemId)?.locationId ?? null;

function describe(order: Order, refund: Refund): ReturnRefund {
  return {
    refundId: refund.id,
    payments: transactionsOf(order, refund).map(({ id, gateway, amount, status }) => ({
      transactionId: id,
      gateway,
      amount,
      currency: order.currency,
      status,
    })),
  };
}
