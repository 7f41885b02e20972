import { amount, isoTime } from '../formats.js';
import type { LoopReturn } from '../returns/loop-return.js';
import { returnCore } from './return-view.js';

/** A return in `GET /warehouse/return/list`. A field that no reader knows appears on some. */
export function listView(one: LoopReturn) {
  const { label } = one;
  return {
    ...returnCore(one),
    outcome: one.outcome,
    type: null,
    updated_at: isoTime(one.updatedAt),
    provider_order_number: String(one.providerOrderNumber),
    origin_country: 'United States',
    origin_country_code: 'US',
    multi_currency: false,
    gift_card_order_name: null,
    gift_card_order_id: null,
    label_url: label?.url ?? null,
    label_rate: label === null ? null : amount(label.rate, one.currency),
    labels: labelViews(one, (rate) => amount(rate, one.currency)),
    destination_id: null,
    return_method: null,
    package_reference: null,
    ...(/^[0-5]/.test(one.statusPageId) ? { portal_locale: 'en-US' } : {}),
  };
}

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
      line_items: one.lines.map(({ lineItemId }) => lineItemId),
    },
  ];
}
