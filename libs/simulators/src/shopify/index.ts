export type { ShopRequest } from './add-shop.js';
export type { ShopifyDoor } from './door.js';
export type { ExchangeOrder, ExchangeOrderRequest } from './exchange/place-exchange-order.js';
export type { GiftCardRequest } from './gift-cards/issue-gift-card.js';
export type { GiftCard } from './gift-cards/gift-card.js';
export type { ProductRequest } from './inventory/add-product.js';
export type { Product } from './inventory/product.js';
export type {
  Fulfillment,
  Order,
  OrderDiscount,
  OrderLine,
  Presentment,
  Refund,
  RefundLine,
  Transaction,
} from './orders/order.js';
export type { OrderForReturn } from './orders/order-for-return.js';
export type { OrderRequest } from './orders/place-order.js';
export type { ReturnRefund, ReturnRefundRequest } from './refunds/refund-for-return.js';
export type { ReturnOpening } from './returns/open-return.js';
export type { ExchangeProcessing } from './returns/process-exchange.js';
export type { OrderReturn } from './returns/order-return.js';
export { documentFaults, type DocumentFault } from './schema/document-faults.js';
export { VERSIONS as SHOPIFY_VERSIONS } from './schema/versions.js';
export { startShopifySimulator } from './start.js';
