import { isoTime } from '../formats.js';
import type { LoopReturn } from '../returns/loop-return.js';
import type { LoopShop } from '../state.js';
import { refundViews } from './details-view.js';
import { labelViews } from './list-view.js';
import { returnCore } from './return-view.js';

/** Topic `return`: much of the list object, without `outcome` and `updated_at`. */
export function returnTopic(shop: LoopShop, trigger: string, one: LoopReturn) {
  const { email, firstName, lastName } = one.customer;
  const sender = one.gift ?? one.customer;
  return {
    topic: 'return',
    trigger,
    shop_id: shop.shopId,
    ...returnCore(shop, one),
    provider_order_number: one.providerOrderNumber,
    provider_order_external_id: null,
    provider_order_sales_channel: null,
    customer_detail: { email, first_name: firstName, last_name: lastName },
    address: {
      name: `${sender.firstName} ${sender.lastName}`,
      company: '',
      address1: '12 Quarry Lane',
      address2: '',
      city: 'Duluth',
      state: 'Minnesota',
      zip: '55802',
      country: 'United States',
      country_code: 'US',
      phone: '',
    },
    is_gift_return: one.gift !== null,
    refunds: refundViews(one),
    labels: labelViews(one, (rate) => rate / 100),
    happy_returns_shipment_id: null,
  };
}

/** Topic `label`; its `id` is the return's. */
export const labelTopic = (shop: LoopShop, trigger: string, one: LoopReturn) => ({
  topic: 'label',
  trigger,
  shop_id: shop.shopId,
  id: one.id,
  order_id: one.orderId,
  provider_order_id: one.providerOrderId,
  carrier: one.label?.carrier ?? 'N/A',
  tracking_number: one.label?.trackingNumber ?? 'N/A',
  label_status: one.label?.status ?? 'N/A',
  label_updated_at: one.label === null ? 'N/A' : isoTime(one.label.updatedAt),
  shipment_id: one.label?.shipmentId ?? null,
});

const SOURCES = { api: 'api', admin: 'admin', none: null };

/** Topic `return.processing`; the return id is an integer in `return_id`, the message may be null. */
export const processingTopic = (trigger: string, one: LoopReturn, message: string | null) => ({
  topic: 'return.processing',
  trigger,
  return_id: Number(one.id),
  return_state: one.state,
  message,
  source: SOURCES[one.processedBy ?? 'none'],
});
