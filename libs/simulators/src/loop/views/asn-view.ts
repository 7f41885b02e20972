import { amount, isoTime } from '../formats.js';
import type { LoopLine, LoopReturn } from '../returns/loop-return.js';

/** One row of the Advanced Shipping Notice report: a returned line with its return (contracts/loop.md §2.3). */
export function asnRow(one: LoopReturn, line: LoopLine) {
  const { label } = one;
  return {
    id: Number(one.id),
    return_line_item_id: line.lineItemId,
    order_id: one.orderId,
    order_name: one.orderName,
    order_number: String(one.providerOrderNumber - 1_000),
    provider_order_number: String(one.providerOrderNumber),
    state: one.state,
    customer_email: one.customer.email,
    title: line.title,
    purchase_price: amount(line.price, one.currency),
    sku: line.sku,
    barcode: line.barcode,
    carrier: label?.carrier ?? null,
    service: null,
    label_status: label?.status ?? null,
    tracking_number: label?.trackingNumber ?? null,
    tracking_url: null,
    restock_status: one.booked ? one.restockType : null,
    currency: one.currency,
    label_updated_at: label === null ? null : isoTime(label.updatedAt),
    label_url: label?.url ?? null,
    label_rate: label === null ? null : amount(label.rate, one.currency),
    closed_at: one.closedAt === null ? null : isoTime(one.closedAt),
    updated_at: isoTime(one.updatedAt),
    created_at: isoTime(one.createdAt),
    return_reason: line.reason,
    return_method: null,
    rma_code: one.id,
    delivered_at: label?.status === 'delivered' ? isoTime(label.updatedAt) : null,
    outcome: one.outcome,
    scannable_id: null,
    package_reference: null,
    box_barcode: null,
  };
}
