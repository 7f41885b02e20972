import { amount, isoTime, plainTime } from '../formats.js';
import { amountsOf, lineRefunds } from '../returns/amounts.js';
import type { Label, LoopReturn } from '../returns/loop-return.js';

/** The fields that list and webhook share: every id and amount is text. */
export function returnCore(one: LoopReturn) {
  const text = (minor: number): string => amount(minor, one.currency);
  const amounts = amountsOf(one);
  return {
    id: one.id,
    state: one.state,
    created_at: isoTime(one.createdAt),
    edited_at: null,
    total: text(amounts.refund),
    order_id: one.orderId,
    order_name: one.orderName,
    provider_order_id: one.providerOrderId,
    order_number: String(one.providerOrderNumber - 1_000),
    customer: one.customer.email,
    currency: one.currency,
    return_product_total: text(amounts.product),
    return_discount_total: text(amounts.discount),
    return_tax_total: text(amounts.tax),
    return_total: text(amounts.total),
    return_credit_total: text(0),
    exchange_product_total: text(0),
    exchange_discount_total: text(0),
    exchange_tax_total: text(0),
    exchange_total: text(0),
    exchange_credit_total: text(0),
    gift_card: text(0),
    handling_fee: text(amounts.handlingFee),
    refund: text(amounts.refund),
    upsell: text(0),
    line_items: lineViews(one),
    exchanges: [],
    status_page_url: `https://${one.shop}.loopreturns.com/#/return/${one.statusPageId}`,
    ...labelFields(one.label),
  };
}

function lineViews(one: LoopReturn) {
  const text = (minor: number): string => amount(minor, one.currency);
  const refunds = lineRefunds(one);
  return one.lines.map((line, index) => ({
    line_item_id: line.lineItemId,
    provider_line_item_id: line.providerLineItemId,
    product_id: line.productId,
    variant_id: line.variantId,
    sku: line.sku,
    barcode: line.barcode,
    title: line.title,
    price: text(line.price),
    discount: text(line.discount),
    tax: text(line.tax),
    refund: text(refunds[index]?.refund ?? 0),
    refund_item: text(refunds[index]?.item ?? 0),
    refund_tax: text(refunds[index]?.tax ?? 0),
    returned_at: plainTime(line.returnedAt),
    exchange_variant: '',
    return_reason: line.reason,
    parent_return_reason: line.parentReason,
    return_comment: line.comment ?? 'N/A',
    outcome: 'default',
    provider_restock_location_id: line.locationId,
    consolidation_tracking: null,
    consolidation_destination_id: null,
    condition: null,
    disposition: null,
  }));
}

/** `N/A` stands for what does not exist yet. */
function labelFields(label: Label | null) {
  if (label === null)
    return { carrier: 'N/A', tracking_number: 'N/A', label_status: 'pending', label_updated_at: 'N/A' };
  return {
    carrier: label.carrier,
    tracking_number: label.trackingNumber,
    label_status: label.status,
    label_updated_at: isoTime(label.updatedAt),
  };
}
