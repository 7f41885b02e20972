import { GraphQLError } from 'graphql';
import type { Kernel } from '../kernel/index.js';
import type { Shop, ShopifyState } from './state.js';

/** First number of each kind; further ones rise in seeded steps. Lengths as seen in the wild. */
const FIRST = {
  Order: '5511223344556',
  LineItem: '14550011223344',
  Product: '7788990011223',
  ProductVariant: '43556677889900',
  InventoryItem: '45661122334455',
  Location: '6612233445',
  Customer: '6677889900112',
  Fulfillment: '4455667788990',
  FulfillmentLineItem: '11223344556677',
  ShippingLine: '4011223344556',
  Refund: '8899001122334',
  RefundLineItem: '5566778899001',
  OrderAdjustment: '3344556677889',
  OrderTransaction: '6655443322110',
  Return: '9922334455',
  ReturnLineItem: '8811223344',
  ExchangeLineItem: '7700112233',
  GiftCard: '5544332211009',
  BulkOperation: '4433221100998',
  InventoryAdjustmentGroup: '2211334455667',
  WebhookSubscription: '1122334455667',
  Shop: '55667788990',
} as const;
const FIRST_LARGE = '9100000000000000000';

export type ResourceType = keyof typeof FIRST | 'InventoryLevel';

/** A new numeric id, as text because it may exceed 2^53. */
export function newId(kernel: Kernel<ShopifyState>, shop: { largeIds: boolean }, type: keyof typeof FIRST): string {
  return shop.largeIds
    ? kernel.ids.next(`shopify/large/${type}`, FIRST_LARGE, 100_000)
    : kernel.ids.next(`shopify/${type}`, FIRST[type], 100_000);
}

export const gid = (type: ResourceType, id: string): string => `gid://shopify/${type}/${id}`;

/** An inventory level has no number of its own. */
export const levelGid = (inventoryItemId: string, locationId: string): string =>
  `gid://shopify/InventoryLevel/${locationId}?inventory_item_id=${inventoryItemId}`;

/**
 * The number in a global id.
 * @throws GraphQLError `Invalid id: …` when it is of another type or no global id at all
 */
export function idOf(type: ResourceType, value: string): string {
  const digits = new RegExp(`^gid://shopify/${type}/(\\d+)(?:\\?.*)?$`).exec(value)?.[1];
  if (digits === undefined) {
    throw new GraphQLError(`Invalid id: ${value}`, { extensions: { code: 'RESOURCE_NOT_FOUND' } });
  }
  return digits;
}

export const productByItem = (shop: Shop, inventoryItemId: string) =>
  shop.products.find((product) => product.inventoryItemId === inventoryItemId);

export const locationById = (shop: Shop, id: string) => shop.locations.find((location) => location.id === id);

export const orderById = (shop: Shop, id: string) => shop.orders.find((order) => order.id === id);
