import type { Delivery } from '../kernel/index.js';
import type { ExchangeOrder, ExchangeOrderRequest } from './exchange/place-exchange-order.js';
import type { Product } from './inventory/product.js';
import type { Fulfillment, Order, Transaction } from './orders/order.js';
import type { OrderRequest } from './orders/place-order.js';
import type { ReturnRefund, ReturnRefundRequest } from './refunds/refund-for-return.js';
import type { OrderForReturn } from './orders/order-for-return.js';
import type { ProductRequest } from './inventory/add-product.js';
import type { ShopRequest } from './add-shop.js';
import type { GiftCard } from './gift-cards/gift-card.js';
import type { GiftCardRequest } from './gift-cards/issue-gift-card.js';
import type { ReturnOpening } from './returns/open-return.js';
import type { OrderReturn } from './returns/order-return.js';
import type { ExchangeProcessing } from './returns/process-exchange.js';
import type { ForeignOrder, Location } from './state.js';

/** The side door of the Shopify simulator. Ids are plain digits, money is integer minor units, `shop` is a domain. */
export interface ShopifyDoor {
  addShop(shop: ShopRequest): { domain: string; locations: Location[] };
  addProduct(product: ProductRequest): Product;
  placeOrder(order: OrderRequest): Order;
  fulfill(shop: string, orderId: string): Fulfillment[];
  /** An app's separate exchange order: of what is in stock, paid at once, once per key. */
  placeExchangeOrder(request: ExchangeOrderRequest): ExchangeOrder;
  /** An app opens a return on an order, with what goes out for it (native exchange); once per key. */
  openReturn(request: ReturnOpening): OrderReturn;
  /** The exchange items of a return become lines of the order, as far as they are in stock; once per key. */
  processExchange(request: ExchangeProcessing): ForeignOrder;
  /** Ends an open return. */
  endReturn(shop: string, orderId: string, key: string, status: 'CLOSED' | 'CANCELED'): OrderReturn;
  /** An app gives store credit as a gift card; once per key. */
  issueGiftCard(request: GiftCardRequest): GiftCard;
  /** The deprecated way: an order `LGC-…` with a gift card in it; once per key. */
  placeGiftCardOrder(request: GiftCardRequest): Omit<ExchangeOrder, 'outOfStock'>;
  /** All gift cards, oldest first. */
  giftCards(shop: string): GiftCard[];
  /** Adds tags that the order has not got yet. */
  addTags(shop: string, orderId: string, tags: string[]): void;
  /** A person calls off what has not shipped; the stock is free again. Default reason `customer`. */
  cancelOrder(shop: string, orderId: string, reason?: string): Order;
  /** All orders, oldest first. */
  orders(shop: string): Order[];
  /** One order by id or name, with what each returnable unit is worth: what a returns app reads. */
  orderForReturn(shop: string, idOrName: string): OrderForReturn;
  product(shop: string, sku: string): Product;
  /** Stocktaking: so many are `available` at this location now. */
  setStock(shop: string, sku: string, location: string, available: number): void;
  /** `available` by location name. */
  inventory(shop: string, sku: string): Record<string, number>;
  refundForReturn(request: ReturnRefundRequest): ReturnRefund;
  /** Refunds through this gateway stay PENDING until `settleTransaction`. */
  setPendingGateway(shop: string, gateway: string, pending?: boolean): void;
  settleTransaction(shop: string, transactionId: string, status: 'SUCCESS' | 'FAILURE'): Transaction;
  /** All access tokens of the shop stop working now. */
  expireTokens(shop: string): void;
  /** Empties the cost bucket: the next call is throttled. */
  drainThrottle(shop: string): void;
  /** The defect once reported: the idempotency key has no effect. */
  ignoreIdempotencyKeys(shop: string, ignore?: boolean): void;
  /** Makes a key look as if its first request were still running (`false` = over, as if it had never run). */
  holdIdempotencyKey(shop: string, key: string, held?: boolean): void;
  /** The next webhooks carry a signature made with another secret. */
  signWithWrongSecret(shop: string, times: number): void;
  deliveries(): Delivery[];
}
