import { gid, idOf, locationById } from '../gid.js';
import type { Product } from '../inventory/product.js';
import type { Order } from '../orders/order.js';
import type { Shop } from '../state.js';
import { seconds } from '../times.js';
import { bulkOperationView } from '../views/bulk-operation-view.js';
import { fulfillmentView } from '../views/fulfillment-view.js';
import { orderView } from '../views/order-view.js';
import { giftCardView } from '../views/gift-card-view.js';
import { itemView, levelView, locationView, variantView } from '../views/product-view.js';
import { returnView } from '../views/return-view.js';
import { refundView } from '../views/refund-view.js';
import { connection, type PageArgs } from './connection.js';
import type { Context } from './context.js';
import { findsOrder, termsOf } from './search.js';

const SIXTY_DAYS_MS = 60 * 24 * 3_600_000;

/** Without `read_all_orders` an app sees the last 60 days only. */
export function visibleOrders({ shop, kernel }: Context): Order[] {
  if (shop.scopes.includes('read_all_orders')) return shop.orders;
  const oldest = kernel.clock.now().getTime() - SIXTY_DAYS_MS;
  return shop.orders.filter(({ createdAt }) => Date.parse(createdAt) >= oldest);
}

const SORT_KEYS: Record<string, (order: Order) => string> = {
  UPDATED_AT: ({ updatedAt }) => seconds(updatedAt),
  CREATED_AT: ({ createdAt }) => seconds(createdAt),
  PROCESSED_AT: ({ createdAt }) => seconds(createdAt),
  ORDER_NUMBER: ({ number }) => String(number).padStart(10, '0'),
  ID: () => '',
};

export const queries = {
  shop: (_: unknown, { shop }: Context) => ({
    id: gid('Shop', shop.id),
    name: shop.domain.split('.')[0] ?? shop.domain,
    myshopifyDomain: shop.domain,
    currencyCode: shop.currency,
    timezoneOffset: shop.utcOffset.replace(':', ''),
  }),

  /** The calling app: what it may do in this shop. */
  currentAppInstallation: (_: unknown, { shop }: Context) => ({
    id: `gid://shopify/AppInstallation/${shop.id}`,
    accessScopes: shop.scopes.map((handle) => ({ handle, description: handle.replaceAll('_', ' ') })),
  }),

  order({ id }: { id: string }, context: Context) {
    const wanted = idOf('Order', id);
    const order = visibleOrders(context).find((one) => one.id === wanted);
    return order === undefined ? null : orderView(context, order);
  },

  orders(args: PageArgs & { sortKey?: string | null; query?: string | null }, context: Context) {
    const sortKey = SORT_KEYS[args.sortKey ?? 'PROCESSED_AT'] ?? (() => '');
    const found = visibleOrders(context).filter(findsOrder(args.query ?? ''));
    const keyOf = (order: Order): string => `${sortKey(order)}/${order.id.padStart(20, '0')}`;
    return connection(found, args, (order) => orderView(context, order), keyOf);
  },

  refund({ id }: { id: string }, context: Context) {
    const wanted = idOf('Refund', id);
    for (const order of visibleOrders(context)) {
      const refund = order.refunds.find((one) => one.id === wanted);
      if (refund !== undefined) return refundView(context, order, refund);
    }
    return null;
  },

  fulfillment({ id }: { id: string }, context: Context) {
    const wanted = idOf('Fulfillment', id);
    for (const order of visibleOrders(context)) {
      const fulfillment = order.fulfillments.find((one) => one.id === wanted);
      if (fulfillment !== undefined) return fulfillmentView(context, order, fulfillment);
    }
    return null;
  },

  return({ id }: { id: string }, context: Context) {
    const wanted = idOf('Return', id);
    for (const order of visibleOrders(context)) {
      const one = order.returns.find((each) => each.id === wanted);
      if (one !== undefined) return returnView(context, order, one);
    }
    return null;
  },

  bulkOperation({ id }: { id: string }, context: Context) {
    const wanted = idOf('BulkOperation', id);
    const found = context.shop.bulkOperations.find((one) => one.id === wanted);
    return found === undefined ? null : bulkOperationView(context, found);
  },

  bulkOperations: (args: PageArgs, context: Context) =>
    connection(context.shop.bulkOperations, args, (one) => bulkOperationView(context, one)),

  /** Deprecated; the last one, whatever became of it. */
  currentBulkOperation(_: unknown, context: Context) {
    const last = context.shop.bulkOperations.at(-1);
    return last === undefined ? null : bulkOperationView(context, last);
  },

  giftCard({ id }: { id: string }, { shop }: Context) {
    const wanted = idOf('GiftCard', id);
    return shop.giftCards.filter((card) => card.id === wanted).map(giftCardView)[0] ?? null;
  },

  giftCards: (args: PageArgs, { shop }: Context) => connection(shop.giftCards, args, giftCardView),

  location({ id }: { id?: string | null }, { shop }: Context) {
    const location = typeof id === 'string' ? locationById(shop, idOf('Location', id)) : shop.locations[0];
    return location === undefined ? null : locationView(location);
  },

  locations: (args: PageArgs, { shop }: Context) => connection(shop.locations, args, locationView),

  inventoryItem({ id }: { id: string }, context: Context) {
    const product = productWith(context.shop, 'inventoryItemId', idOf('InventoryItem', id));
    return product === undefined ? null : itemView(context, product);
  },

  inventoryItems: (args: PageArgs & { query?: string | null }, context: Context) =>
    connection(productsFound(context.shop, args.query), args, (product) => itemView(context, product)),

  inventoryLevel({ id }: { id: string }, context: Context) {
    const itemId = new URLSearchParams(id.split('?')[1]).get('inventory_item_id') ?? '';
    const product = productWith(context.shop, 'inventoryItemId', itemId);
    return product === undefined ? null : levelView(context, product, idOf('InventoryLevel', id));
  },

  productVariant({ id }: { id: string }, context: Context) {
    const product = productWith(context.shop, 'variantId', idOf('ProductVariant', id));
    return product === undefined ? null : variantView(context, product);
  },

  productVariants: (args: PageArgs & { query?: string | null }, context: Context) =>
    connection(productsFound(context.shop, args.query), args, (product) => variantView(context, product)),
};

const productWith = (shop: Shop, member: 'inventoryItemId' | 'variantId', value: string): Product | undefined =>
  shop.products.find((product) => product[member] === value);

function productsFound(shop: Shop, query: string | null | undefined): Product[] {
  const members: Record<string, (product: Product) => string> = {
    sku: ({ sku }) => sku,
    barcode: ({ barcode }) => barcode,
    id: ({ inventoryItemId }) => inventoryItemId,
  };
  return termsOf(query ?? '').reduce(
    (found, { field, value }) => found.filter((product) => (members[field]?.(product) ?? value) === value),
    shop.products,
  );
}
