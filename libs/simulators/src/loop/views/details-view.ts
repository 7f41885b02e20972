import { amount, plainTime } from '../formats.js';
import type { LoopReturn } from '../returns/loop-return.js';
import { labelViews, listView } from './list-view.js';

/** A return in `GET /warehouse/return/details`: numbers where the list has text, times without a zone, other names for reasons. */
export function detailsView(one: LoopReturn) {
  const { line_items: lines, ...list } = listView(one);
  return {
    ...list,
    id: Number(one.id),
    order_id: Number(one.orderId),
    provider_order_id: Number(one.providerOrderId),
    order_number: one.providerOrderNumber - 1_000,
    provider_order_number: one.providerOrderNumber,
    created_at: plainTime(one.createdAt),
    updated_at: plainTime(one.updatedAt),
    label_updated_at: one.label === null ? 'N/A' : plainTime(one.label.updatedAt),
    labels: labelViews(one, (rate) => amount(rate, one.currency)).map((label) => ({
      ...label,
      updated_at: plainTime(one.label?.updatedAt ?? one.updatedAt),
      line_items: one.lines.map(({ lineItemId }) => Number(lineItemId)),
    })),
    exchange: null,
    exchange_order_name: null,
    exchange_order_id: null,
    refunds: refundViews(one),
    line_items: lines.map((line) => {
      const { return_reason: reason, parent_return_reason: parentReason, ...rest } = line;
      return {
        ...rest,
        line_item_id: Number(line.line_item_id),
        provider_line_item_id: Number(line.provider_line_item_id),
        product_id: Number(line.product_id),
        variant_id: Number(line.variant_id),
        line_item_title: line.title,
        variant_title: null,
        image: null,
        reason,
        parent_reason: parentReason,
      };
    }),
  };
}

/** Empty until the return was processed. */
export const refundViews = (one: LoopReturn) =>
  one.refunds.map(({ gateway, amount: minor, currency, providerRefundId }) => ({
    gateway,
    amount: amount(minor, currency),
    currency,
    provider_refund_id: providerRefundId,
    provider: 'shopify',
  }));
