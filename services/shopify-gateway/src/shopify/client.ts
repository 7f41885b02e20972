import type { ShopifySection } from '../config.js';
import { Graphql, type GraphqlParts } from './graphql/graphql.js';
import { ordersNamed, ordersWithIds } from './exchange/find-originals.js';
import { readNativeExchange, readSeparateExchange } from './exchange/read-exchange.js';
import { Stock } from './inventory/stock.js';
import { changedOrders } from './orders/changed-orders.js';
import { readOrder } from './orders/read-order.js';
import type { ShopifyPort } from './port.js';
import { App } from './setup/app.js';

/** Shopify's Admin API for one merchant. */
export function shopifyClient(section: ShopifySection, parts: GraphqlParts): ShopifyPort {
  const graphql = new Graphql(section, parts);
  const stock = new Stock(graphql);
  return {
    app: new App(graphql),
    readOrder: (orderId, signal) => readOrder(graphql, orderId, signal),
    changedOrders: (since, options) => changedOrders(graphql, since, options),
    readSeparateExchange: (orderId) => readSeparateExchange(graphql, orderId),
    readNativeExchange: (orderId) => readNativeExchange(graphql, orderId),
    ordersNamed: (names) => ordersNamed(graphql, names),
    ordersWithIds: (orderIds) => ordersWithIds(graphql, orderIds),
    readStock: (place, signal) => stock.read(place, signal),
    writeStock: (write, signal) => stock.write(write, signal),
  };
}
