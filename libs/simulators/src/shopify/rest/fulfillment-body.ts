import { gid } from '../gid.js';
import type { Fulfillment, Order } from '../orders/order.js';
import type { Shop } from '../state.js';
import { withOffset } from '../times.js';
import { lineBody } from './line-body.js';
import { raw } from './raw-number.js';

/** A fulfilment in REST shape. */
export function fulfillmentBody(shop: Shop, order: Order, fulfillment: Fulfillment) {
  return {
    id: raw(fulfillment.id),
    admin_graphql_api_id: gid('Fulfillment', fulfillment.id),
    order_id: raw(order.id),
    created_at: withOffset(fulfillment.createdAt, shop.utcOffset),
    updated_at: withOffset(fulfillment.createdAt, shop.utcOffset),
    location_id: raw(fulfillment.locationId),
    name: fulfillment.name,
    service: 'manual',
    status: fulfillment.status.toLowerCase(),
    shipment_status: null,
    tracking_company: 'UPS',
    tracking_number: fulfillment.trackingNumber,
    tracking_numbers: [fulfillment.trackingNumber],
    line_items: fulfillment.lines.flatMap(({ lineItemId, quantity }) =>
      order.lines.filter(({ id }) => id === lineItemId).map((line) => ({ ...lineBody(order, line), quantity })),
    ),
  };
}
