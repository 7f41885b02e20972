import type { GraphQLResolveInfo } from 'graphql';
import { minor } from '../decimals.js';
import { idOf, orderById } from '../gid.js';
import type { Context } from '../graphql/context.js';
import { idempotently, REFUSAL_TEXT } from '../graphql/idempotency.js';
import { notImplemented } from '../graphql/resolve-field.js';
import type { Order, RestockType } from '../orders/order.js';
import { applyRefund } from '../refunds/apply-refund.js';
import { refusalOf } from '../refunds/refusals.js';
import type { RefundRequest, UserError } from '../refunds/refund-request.js';
import { orderView } from '../views/order-view.js';
import { refundView } from '../views/refund-view.js';
import { shippingLeft } from '../views/suggested-refund-view.js';

interface RefundInput {
  orderId: string;
  note?: string | null;
  processedAt?: string | null;
  refundLineItems?:
    { lineItemId: string; quantity: number; restockType?: RestockType | null; locationId?: string | null }[] | null;
  shipping?: { amount?: string | number | null; fullRefund?: boolean | null } | null;
  transactions?: { kind: string; parentId?: string | null; amount: string | number }[] | null;
}

/** `refundCreate`: its errors have no code, so a refused key can be told only by its text. */
export function refundCreate({ input }: { input: RefundInput }, context: Context, info: GraphQLResolveInfo) {
  const order = orderById(context.shop, idOf('Order', input.orderId));
  if (order?.presentment) throw notImplemented('refundCreate on an order in another currency than the shop’s');
  return idempotently(input, context, info, {
    run: () => {
      if (order === undefined) return refused(context, order, { field: ['orderId'], message: 'Order does not exist' });
      const request = toRequest(order, input);
      const refusal = refusalOf(context.shop, order, request);
      if (refusal !== undefined) return refused(context, order, refusal);
      const refund = applyRefund(context.kernel, context.shop, order, request);
      return { answer: made(context, order, refund.id), result: refund.id };
    },
    replay: (refundId) => made(context, order, refundId),
    refuse: (reason) => refused(context, order, { field: null, message: REFUSAL_TEXT[reason] }).answer,
  });
}

function made(context: Context, order: Order | undefined, refundId: string) {
  const refund = order?.refunds.find(({ id }) => id === refundId);
  return {
    refund: order === undefined || refund === undefined ? null : refundView(context, order, refund),
    order: order === undefined ? null : orderView(context, order),
    userErrors: [] as UserError[],
  };
}

/** With an error the order is still returned, unchanged. */
function refused(context: Context, order: Order | undefined, error: UserError) {
  const answer = { refund: null, order: order === undefined ? null : orderView(context, order), userErrors: [error] };
  return { answer, result: null };
}

function toRequest(order: Order, input: RefundInput): RefundRequest {
  const { shipping } = input;
  const amount = shipping?.amount ?? null;
  return {
    note: input.note ?? '',
    processedAt: input.processedAt ?? null,
    shipping:
      amount === null ? (shipping?.fullRefund === true ? shippingLeft(order) : 0) : minor(amount, order.currency),
    lines: (input.refundLineItems ?? []).map(({ lineItemId, quantity, restockType, locationId }) => ({
      lineItemId: idOf('LineItem', lineItemId),
      quantity,
      restockType: restockType ?? 'NO_RESTOCK',
      locationId: typeof locationId === 'string' ? idOf('Location', locationId) : null,
    })),
    money: (input.transactions ?? []).map(({ kind, parentId, amount: asked }) => ({
      kind,
      parentId: typeof parentId === 'string' ? idOf('OrderTransaction', parentId) : null,
      amount: minor(asked, order.currency),
    })),
  };
}
