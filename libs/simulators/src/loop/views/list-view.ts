import { amount, isoTime } from '../formats.js';
import type { LoopReturn } from '../returns/loop-return.js';
import type { LoopShop } from '../state.js';
import type { CurrencyType } from './money.js';
import { returnCore } from './return-view.js';

/** A return in `GET /warehouse/return/list`. A field that no reader knows appears on some. */
export function listView(shop: LoopShop, one: LoopReturn, type: CurrencyType = 'shop') {
  const { label } = one;
  const creditOrder = one.giftCards.find(({ orderId }) => orderId !== null);
  return {
    ...returnCore(shop, one, type),
    outcome: one.outcome,
    type: null,
    updated_at: isoTime(one.updatedAt),
    provider_order_number: String(one.providerOrderNumber),
    origin_country: 'United States',
    origin_country_code: 'US',
    multi_currency: one.presentment !== null,
    gift_card_order_name: creditOrder?.orderName ?? null,
    gift_card_order_id: creditOrder?.orderId ?? null,
    label_url: label?.url ?? null,
    label_rate: label === null ? null : amount(label.rate, one.currency),
    labels: labelViews(one, (rate) => amount(rate, one.currency)),
    destination_id: shop.destinations[0]?.id ?? null,
    return_method: null,
    package_reference: null,
    ...(/^[0-5]/.test(one.statusPageId) ? { portal_locale: 'en-US' } : {}),
  };
}

/** What the shopper keeps is not in the parcel. */
export const sentLines = ({ lines }: LoopReturn): string[] =>
  lines.filter(({ outcome }) => outcome !== 'keep').map(({ lineItemId }) => lineItemId);

/** The label with its lines; webhook and list disagree on the type of `rate`. */
export function labelViews<Rate>(one: LoopReturn, rateView: (rate: number) => Rate) {
  if (one.label === null) return [];
  const { status, updatedAt, url, rate, carrier, trackingNumber } = one.label;
  return [
    {
      status,
      updated_at: isoTime(updatedAt),
      url,
      rate: rateView(rate),
      carrier,
      tracking_number: trackingNumber,
      line_items: sentLines(one),
    },
  ];
}
