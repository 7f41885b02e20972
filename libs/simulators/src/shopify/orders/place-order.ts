import { allocate, money } from '@backhaul/money';
import type { Kernel } from '../../kernel/index.js';
import { newId } from '../gid.js';
import type { Shop, ShopifyState } from '../state.js';
import { announce } from '../webhooks/announce.js';
import { orderNews, transactionNews } from '../webhooks/news.js';
import { customerOf, newOrder } from './new-order.js';
import type { Order, OrderDiscount, OrderLine, Presentment, Transaction } from './order.js';
import { commit, locationWith, productBySku } from './stock-of-order.js';
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
  /** The shopper saw and paid in another currency. */
  presentment?: Presentment;
}

/** Places a paid order: commits stock, takes the money, tells the subscribers. */
export function placeOrder(kernel: Kernel<ShopifyState>, shop: Shop, request: OrderRequest): Order {
  const { email, firstName = 'Ida', lastName = 'Berg', shipping = 0, discount = 0, discountCode = null } = request;
  const lines = orderLines(kernel, shop, request);
  const order = newOrder(kernel, shop, {
    email,
    customer: customerOf(kernel, shop, email, { firstName, lastName }),
    presentment: request.presentment ?? null,
    tags: request.tags ?? [],
    note: request.note ?? null,
    discountCode,
    discount,
    discounts: discount === 0 ? [] : [discountOf(discount, discountCode)],
    shipping: shipping === 0 ? null : { id: newId(kernel, shop, 'ShippingLine'), title: 'Standard', price: shipping },
    lines,
  });
  order.transactions = payments(kernel, shop, order, request);
  shop.orders.push(order);
  const stock = lines.flatMap((line) => commit(shop, line, kernel.clock.now()));
  announce(kernel, shop, [
    orderNews(shop, order, 'orders/create'),
    ...transactionNews(shop, order, order.transactions),
    ...stock,
  ]);
  return order;
}

const discountOf = (amount: number, code: string | null): OrderDiscount =>
  code === null ? { kind: 'manual', title: 'Discount', amount } : { kind: 'discount_code', code, amount };

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
      discountShares: [discount],
      tax: Math.round((product.price * quantity - discount) * taxRate),
      taxRate,
      locationId: locationWith(shop, product, quantity),
      giftCard: false,
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
