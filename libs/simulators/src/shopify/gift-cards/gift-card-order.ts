import type { Kernel } from '../../kernel/index.js';
import type { ExchangeOrder } from '../exchange/place-exchange-order.js';
import { newId, orderById } from '../gid.js';
import { addProduct } from '../inventory/add-product.js';
import { freeName } from '../orders/free-name.js';
import { newOrder } from '../orders/new-order.js';
import type { OrderLine } from '../orders/order.js';
import type { Shop, ShopifyState } from '../state.js';
import { announce } from '../webhooks/announce.js';
import { orderNews } from '../webhooks/news.js';
import type { GiftCardRequest } from './issue-gift-card.js';

const PREFIX = 'LGC-';
const SKU = 'LOOP-GIFT-CARD';

/** The deprecated way to give store credit: an order `LGC-20418` with a gift card as its one line (contracts/loop.md §5.3). */
export function placeGiftCardOrder(
  kernel: Kernel<ShopifyState>,
  shop: Shop,
  asked: GiftCardRequest,
): Omit<ExchangeOrder, 'outOfStock'> {
  const original = orderById(shop, asked.orderId);
  if (original === undefined) throw new Error('Order does not exist');
  const earlier = shop.foreignOrders[asked.key]?.orderId ?? null;
  const known = earlier === null ? undefined : orderById(shop, earlier);
  if (known !== undefined) return { orderId: known.id, orderName: known.name };
  const order = newOrder(kernel, shop, {
    email: asked.email,
    customer: original.customer,
    name: freeName(shop, `${PREFIX}${original.number}`),
    sourceName: asked.appId,
    appId: asked.appId,
    tags: [String(original.number)],
    note: asked.note,
    markedPaid: true,
    lines: [giftCardLine(kernel, shop, asked.amount)],
  });
  shop.orders.push(order);
  shop.foreignOrders[asked.key] = { orderId: order.id, outOfStock: [] };
  announce(kernel, shop, [orderNews(shop, order, 'orders/create')]);
  return { orderId: order.id, orderName: order.name };
}

function giftCardLine(kernel: Kernel<ShopifyState>, shop: Shop, unitPrice: number): OrderLine {
  const product = addProduct(kernel, shop, { shop: shop.domain, sku: SKU, title: 'Gift card', price: 0 });
  product.tracked = false;
  return {
    id: newId(kernel, shop, 'LineItem'),
    productId: product.productId,
    variantId: product.variantId,
    inventoryItemId: product.inventoryItemId,
    sku: product.sku,
    title: product.title,
    quantity: 1,
    unitPrice,
    discount: 0,
    discountShares: [],
    tax: 0,
    taxRate: 0,
    locationId: shop.locations[0]?.id ?? '',
    giftCard: true,
  };
}
