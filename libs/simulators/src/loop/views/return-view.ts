import { isoTime } from '../formats.js';
import { amountsOf } from '../returns/amounts.js';
import type { Label, LoopReturn } from '../returns/loop-return.js';
import type { LoopShop } from '../state.js';
import { exchangeViews, lineViews } from './line-view.js';
import { currencyOf, moneyText, type CurrencyType } from './money.js';

/** The fields that list and webhook share: every id and amount is text. */
export function returnCore(shop: LoopShop, one: LoopReturn, type: CurrencyType = 'shop') {
  const text = moneyText(one, type);
  return {
    id: one.id,
    state: one.state,
    created_at: isoTime(one.createdAt),
    edited_at: one.editedAt === null ? null : isoTime(one.editedAt),
    order_id: one.orderId,
    order_name: one.orderName,
    provider_order_id: one.providerOrderId,
    order_number: String(one.providerOrderNumber - 1_000),
    customer: one.customer.email,
    currency: currencyOf(one, type),
    ...moneyFields(one, text),
    line_items: lineViews(one, text),
    exchanges: exchangeViews(shop, one, text),
    status_page_url: `https://${one.shop}.loopreturns.com/#/return/${one.statusPageId}`,
    ...labelFields(one.label),
  };
}

function moneyFields(one: LoopReturn, text: (minor: number) => string) {
  const amounts = amountsOf(one);
  return {
    total: text(amounts.refund),
    return_product_total: text(amounts.product),
    return_discount_total: text(amounts.discount),
    return_tax_total: text(amounts.tax),
    return_total: text(amounts.total),
    return_credit_total: text(amounts.returnCredit),
    exchange_product_total: text(amounts.exchangeProduct),
    exchange_discount_total: text(amounts.exchangeDiscount),
    exchange_tax_total: text(amounts.exchangeTax),
    exchange_total: text(amounts.exchangeTotal),
    exchange_credit_total: text(amounts.exchangeTotal),
    gift_card: text(amounts.giftCard),
    handling_fee: text(amounts.handlingFee),
    refund: text(amounts.refund),
    upsell: text(amounts.upsell),
  };
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
