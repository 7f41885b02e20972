import { gid, locationById } from '../gid.js';
import { connection, firstOf, type PageArgs } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import type { Fulfillment, Order } from '../orders/order.js';
import { seconds } from '../times.js';
import { lineView } from './line-view.js';
import { locationView } from './product-view.js';

/** A fulfilment as GraphQL shows it. */
export function fulfillmentView(context: Context, order: Order, fulfillment: Fulfillment) {
  const location = locationById(context.shop, fulfillment.locationId);
  return {
    id: gid('Fulfillment', fulfillment.id),
    legacyResourceId: fulfillment.id,
    name: fulfillment.name,
    status: fulfillment.status,
    createdAt: seconds(fulfillment.createdAt),
    updatedAt: seconds(fulfillment.createdAt),
    deliveredAt: null,
    location: location === undefined ? null : locationView(location),
    totalQuantity: fulfillment.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    trackingInfo: firstOf([fulfillment.trackingNumber], (number) => ({ company: 'UPS', number, url: null })),
    fulfillmentLineItems: (args: PageArgs) =>
      connection(fulfillment.lines, args, (line) => shippedLineView(context, order, line)),
  };
}

/** A line of a fulfilment. */
export const shippedLineView = (context: Context, order: Order, shipped: Fulfillment['lines'][number]) => ({
  id: gid('FulfillmentLineItem', shipped.id),
  quantity: shipped.quantity,
  lineItem: () =>
    order.lines.filter(({ id }) => id === shipped.lineItemId).map((line) => lineView(context, order, line))[0],
});
