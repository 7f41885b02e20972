import { plainTime } from '../formats.js';
import { lineRefunds } from '../returns/amounts.js';
import type { LoopLine, LoopReturn } from '../returns/loop-return.js';
import type { LoopShop } from '../state.js';

type Text = (minor: number) => string;

/** `line_items[]` of list and webhook: one entry per unit, every id and amount text. */
export function lineViews(one: LoopReturn, text: Text) {
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
    exchange_variant: one.exchanges[index]?.title ?? '',
    return_reason: line.reason,
    parent_return_reason: line.parentReason,
    return_comment: line.comment ?? 'N/A',
    outcome: line.outcome,
    provider_restock_location_id: line.locationId,
    consolidation_tracking: null,
    consolidation_destination_id: null,
    condition: conditionView(line),
    disposition: dispositionView(line),
  }));
}

/** After grading. */
const conditionView = ({ condition }: LoopLine) =>
  condition === null
    ? null
    : {
        description: condition.description,
        condition_category: condition.category,
        return_processor: condition.returnProcessor,
        note: condition.note,
        inspected_at: condition.inspectedAt,
        images: condition.images,
      };

/** After assessment. */
const dispositionView = ({ disposition }: LoopLine) =>
  disposition === null
    ? null
    : {
        disposition_outcome: disposition.outcome,
        return_processor: disposition.returnProcessor,
        note: disposition.note,
        inspected_at: disposition.inspectedAt,
      };

/** `exchanges[]`: one entry per new unit; the order is null until it exists. */
export function exchangeViews(shop: LoopShop, one: LoopReturn, text: Text) {
  return one.exchanges.map((item) => ({
    exchange_id: item.exchangeId,
    ...exchangeOrder(shop, one, item),
    product_id: item.productId,
    variant_id: item.variantId,
    sku: item.sku,
    title: item.title,
    type: null,
    price: text(item.price),
    discount: text(item.discount),
    tax: text(item.tax),
    total: text(item.price - item.discount + item.tax),
    out_of_stock: item.outOfStock,
    out_of_stock_resolution: item.outOfStockResolution,
    consolidation_tracking: null,
  }));
}

/** What is said of an exchange order that is the original one itself is a quirk. */
export function exchangeOrder(
  shop: LoopShop,
  one: LoopReturn,
  { orderId, orderName }: { orderId: string | null; orderName: string | null },
) {
  const hidden = one.shopifyReturnKey !== null && shop.quirks.nativeExchangeOrder === 'null';
  return { exchange_order_id: hidden ? null : orderId, exchange_order_name: hidden ? null : orderName };
}
