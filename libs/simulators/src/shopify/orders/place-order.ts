import { allocate, money } from '@backhaul/money';
import type { Kernel } from '../../kernel/index.js';
import { newId } from '../gid.js';
import type { Product } from '../inventory/product.js';
import { levelAt, move } from '../inventory/stock.js';
import type { Shop, ShopifyState } from '../state.js';
import { announce } from '../webhooks/announce.js';
import { orderNews, stockNews, transactionNews } from '../webhooks/news.js';
import type { Order, OrderLine, Transaction } from './order.js';
import { totalPrice } from './totals.js';

/** An order by a shopper. Money in minor units. */
export interface OrderRequest {
  shop: string;
  email: string;
  lines: { sku: string; quantity: number }[];
  firstName?: string;
  lastName?: string;
  /** Off the goods, shared over the lines by value. */
  discount?: number;
  discountCode?: string;
  /** Sales tax on the discounted goods, e.g. 0.08. */
  taxRate?: number;
  shipping?: number;
  /** Default `shopify_payments`; pays everything. */
  gateway?: string;
  /** Split tender instead of one gateway; must add up to the total. */
  payments?: { gateway: string; amount: number }[];
  tags?: string[];
  note?: string;
}

/** Places a paid order: commits stock, takes the money, tells the subscribers. */
export function placeOrder(kernel: Kernel<ShopifyState>, shop: Shop, request: OrderRequest): Order {
  const now = kernel.clock.now();
  const lines = orderLines(kernel, shop, request);
  const number = Number(kernel.ids.next(`shopify/${shop.domain}/order-number`, 20_418));
  const shipping = request.shipping ?? 0;
  const order: Order = {
    id: newId(kernel, shop, 'Order'),
    number,
    name: `#${number}`,
    email: request.email,
    customer: {
      id: newId(kernel, shop, 'Customer'),
      firstName: request.firstName ?? 'Ida',
      lastName: request.lastName ?? 'Berg',
    },
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    closedAt: null,
    currency: shop.currency,
    sourceName: 'web',
    tags: request.tags ?? [],
    note: request.note ?? null,
    attributes: [],
    discountCode: request.discountCode ?? null,
    discount: request.discount ?? 0,
    shipping: shipping === 0 ? null : { id: newId(kernel, shop, 'ShippingLine'), title: 'Standard', price: shipping },
    lines,
    fulfillments: [],
    refunds: [],
    transactions: [],
  };
  order.transactions = payments(kernel, shop, order, request);
  shop.orders.push(order);
  const stock = lines.map((line) => commit(shop, line, now));
  announce(kernel, shop, [
    orderNews(shop, order, 'orders/create'),
    ...transactionNews(shop, order, order.transactions),
    ...stock,
  ]);
  return order;
}

function orderLines(kernel: Kernel<ShopifyState>, shop: Shop, request: OrderRequest): OrderLine[] {
  const goods = request.lines.map(({ sku, quantity }) => ({ product: productBySku(shop, sku), quantity }));
  const values = goods.map(({ product, quantity }) => product.price * quantity);
  const discounts = allocate(money(request.discount ?? 0, shop.currency), values);
  const taxRate = request.taxRate ?? 0;
  return goods.map(({ product, quantity }, index) => {
    const discount = discounts[index]?.amount ?? 0;
    return {
      id: newId(kernel, shop, 'LineItem'),
      productId: product.productId,
      variantId: product.variantId,
      inventoryItemId: product.inventoryItemId,
      sku: product.sku,
      title: product.title,
      quantity,
      unitPrice: product.price,
      discount,
      tax: Math.round((product.price * quantity - discount) * taxRate),
      taxRate,
      locationId: locationWith(shop, product, quantity),
    };
  });
}

function payments(kernel: Kernel<ShopifyState>, shop: Shop, order: Order, request: OrderRequest): Transaction[] {
  const total = totalPrice(order);
  const parts = request.payments ?? [{ gateway: request.gateway ?? 'shopify_payments', amount: total }];
  if (parts.reduce((sum, { amount }) => sum + amount, 0) !== total) {
    throw new Error(`the payments of an order must add up to its total, ${total}`);
  }
  return parts
    .filter(({ amount }) => amount > 0)
    .map(({ gateway, amount }) => ({
      id: newId(kernel, shop, 'OrderTransaction'),
      kind: 'SALE',
      status: 'SUCCESS',
      gateway,
      amount,
      parentId: null,
      refundId: null,
      createdAt: order.createdAt,
      processedAt: order.createdAt,
    }));
}

/** The product with this SKU. Throws when the shop does not sell it. */
export function productBySku(shop: Shop, sku: string): Product {
  const product = shop.products.find((one) => one.sku === sku);
  if (product === undefined) throw new Error(`${shop.domain} sells no ${sku}`);
  return product;
}

function locationWith(shop: Shop, product: Product, quantity: number): string {
  const stocked = shop.locations.find(({ id }) => (product.levels[id]?.quantities.available ?? 0) >= quantity);
  const location = stocked ?? shop.locations[0];
  if (location === undefined) throw new Error(`${shop.domain} has no location`);
  return location.id;
}

function commit(shop: Shop, line: OrderLine, now: Date) {
  const product = productBySku(shop, line.sku);
  levelAt(product, line.locationId, now);
  move(product, line.locationId, { available: -line.quantity, committed: line.quantity }, now);
  return stockNews(shop, product, line.locationId, now);
}
