import { startSimulator, type Kernel, type Simulator, type SimulatorOptions } from '../kernel/index.js';
import { addShop } from './add-shop.js';
import { handleBulk } from './bulk/run-bulk.js';
import type { ShopifyDoor } from './door.js';
import { orderById } from './gid.js';
import { Throttle } from './graphql/throttle.js';
import { mountShopify } from './http/routes.js';
import { addProduct } from './inventory/add-product.js';
import { addTags } from './orders/add-tags.js';
import { cancelOrder } from './orders/cancel-order.js';
import { setStock } from './inventory/set-stock.js';
import { fulfill } from './orders/fulfill.js';
import { placeOrder } from './orders/place-order.js';
import { productBySku } from './orders/stock-of-order.js';
import { returnsAppDoor } from './returns-app-door.js';
import { settleTransaction } from './refunds/settle-transaction.js';
import { schemaOf } from './schema/schema-of.js';
import { NEWEST } from './schema/versions.js';
import { emptyShopifyState, type Shop, type ShopifyState } from './state.js';
import { dropFailingSubscriptions } from './webhooks/announce.js';

/** Starts a Shopify: the Admin GraphQL API of several shops, and their webhooks. */
export const startShopifySimulator = (options: SimulatorOptions = {}): Promise<Simulator<ShopifyDoor>> =>
  startSimulator<ShopifyState, ShopifyDoor>(
    {
      name: 'shopify',
      initialState: emptyShopifyState,
      build: (kernel) => {
        const throttle = new Throttle(kernel.clock);
        dropFailingSubscriptions(kernel);
        handleBulk(kernel);
        // Building a schema stops the process for some tenths of a second: rather now than under the first caller's deadline.
        schemaOf(NEWEST);
        return { door: openDoor(kernel, throttle), mount: (app) => mountShopify(app, kernel, throttle) };
      },
    },
    options,
  );

function openDoor(kernel: Kernel<ShopifyState>, throttle: Throttle): ShopifyDoor {
  const shopOf = (domain: string): Shop => {
    const shop = kernel.state.shops[domain];
    if (shop === undefined) throw new Error(`there is no shop ${domain}`);
    return shop;
  };
  const orderOf = (shop: Shop, id: string) => {
    const order = orderById(shop, id);
    if (order === undefined) throw new Error(`${shop.domain} has no order ${id}`);
    return order;
  };
  return {
    ...returnsAppDoor(kernel, shopOf),
    addShop(request) {
      const { domain, locations } = addShop(kernel, request);
      return structuredClone({ domain, locations });
    },
    addProduct: (request) => structuredClone(addProduct(kernel, shopOf(request.shop), request)),
    placeOrder: (request) => structuredClone(placeOrder(kernel, shopOf(request.shop), request)),
    fulfill(domain, orderId) {
      const shop = shopOf(domain);
      return structuredClone(fulfill(kernel, shop, orderOf(shop, orderId)));
    },
    giftCards: (domain) => structuredClone(shopOf(domain).giftCards),
    addTags(domain, orderId, tags) {
      const shop = shopOf(domain);
      addTags(kernel, shop, orderOf(shop, orderId), tags);
    },
    cancelOrder(domain, orderId, reason) {
      const shop = shopOf(domain);
      return structuredClone(cancelOrder(kernel, shop, orderOf(shop, orderId), reason ?? 'customer'));
    },
    orders: (domain) => structuredClone(shopOf(domain).orders),
    product: (domain, sku) => structuredClone(productBySku(shopOf(domain), sku)),
    setStock(domain, sku, location, available) {
      const shop = shopOf(domain);
      setStock(kernel, shop, productBySku(shop, sku), location, available);
    },
    inventory(domain, sku) {
      const shop = shopOf(domain);
      const { levels } = productBySku(shop, sku);
      return Object.fromEntries(
        shop.locations.map(({ id, name }) => [name, levels[id]?.quantities.available ?? 0] as const),
      );
    },
    setPendingGateway(domain, gateway, pending = true) {
      const shop = shopOf(domain);
      const others = shop.pendingGateways.filter((one) => one !== gateway);
      shop.pendingGateways = pending ? [...others, gateway] : others;
    },
    settleTransaction: (domain, id, status) => structuredClone(settleTransaction(kernel, shopOf(domain), id, status)),
    expireTokens(domain) {
      const now = kernel.clock.now().toISOString();
      for (const token of Object.values(kernel.state.tokens)) if (token.domain === domain) token.expiresAt = now;
    },
    drainThrottle: (domain) => throttle.drain(shopOf(domain)),
    ignoreIdempotencyKeys: (domain, ignore = true) => void (shopOf(domain).ignoreIdempotencyKeys = ignore),
    holdIdempotencyKey(domain, key, held = true) {
      const name = `${shopOf(domain).domain}/${key}`;
      const startedAt = kernel.clock.now().toISOString();
      if (held) kernel.state.idempotency[name] = { fingerprint: '', startedAt, outcome: 'running', result: null };
      else delete kernel.state.idempotency[name];
    },
    signWithWrongSecret: (domain, times) => void (shopOf(domain).wrongSecret.times = times),
    deliveries: () => structuredClone([...kernel.webhooks.deliveries]),
  };
}
