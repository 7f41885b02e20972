import { amount, plainTime } from '../formats.js';
import type { LoopReturn } from '../returns/loop-return.js';
import type { LoopShop } from '../state.js';
import { labelViews, listView, sentLines } from './list-view.js';
import { currencyOf, moneyText, type CurrencyType } from './money.js';

/** A return in `GET /warehouse/return/details`: numbers where the list has text, times without a zone, other names for reasons. */
export function detailsView(shop: LoopShop, one: LoopReturn, type: CurrencyType) {
  const { line_items: lines, exchanges, ...list } = listView(shop, one, type);
  const [first] = exchanges;
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
      line_items: sentLines(one).map(Number),
    })),
    edited_at: one.editedAt === null ? null : plainTime(one.editedAt),
    exchange: first?.title ?? null,
    exchange_order_name: first?.exchange_order_name ?? null,
    exchange_order_id: numberOf(first?.exchange_order_id ?? null),
    refunds: refundViews(one, type),
    exchanges: exchanges.map((item) => ({
      ...item,
      exchange_id: Number(item.exchange_id),
      exchange_order_id: numberOf(item.exchange_order_id),
      product_id: Number(item.product_id),
      variant_id: Number(item.variant_id),
    })),
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

const numberOf = (id: string | null): number | null => (id === null ? null : Number(id));

/** Empty until the return was processed. */
export const refundViews = (one: LoopReturn, type: CurrencyType = 'shop') =>
  one.refunds.map(({ gateway, amount: minor, providerRefundId }) => ({
    gateway,
    amount: moneyText(one, type)(minor),
    currency: currencyOf(one, type),
    provider_refund_id: providerRefundId,
    provider: 'shopify',
  }));
