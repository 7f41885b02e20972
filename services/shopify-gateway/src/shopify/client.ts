import type { ShopifySection } from '../config.js';
import { Graphql, type GraphqlParts } from './graphql/graphql.js';
import { Stock } from './inventory/stock.js';
import { changedOrders } from './orders/changed-orders.js';
import { readOrder } from './orders/read-order.js';
import type { ShopifyPort } from './port.js';

/** Shopify's Admin API for one merchant. */
export function shopifyClient(section: ShopifySection, parts: GraphqlParts): ShopifyPort {
  const graphql = new Graphql(section, parts);
  const stock = new Stock(graphql);
  return {
    readOrder: (orderId, signal) => readOrder(graphql, orderId, signal),
    changedOrders: (since, signal) => changedOrders(graphql, since, signal),
    readStock: (place, signal) => stock.read(place, signal),
    writeStock: (write, signal) => stock.write(write, signal),
  };
}
