import type { Kernel } from '../../kernel/index.js';
import type { Order } from '../orders/order.js';
import type { OrderReturn } from '../returns/order-return.js';
import type { ApiVersion } from '../schema/versions.js';
import type { Shop, ShopifyState } from '../state.js';

/** What a resolver knows of the call. */
export interface Context {
  kernel: Kernel<ShopifyState>;
  shop: Shop;
  version: ApiVersion;
  /** A bulk operation has no pages: every connection is read whole. */
  bulk: boolean;
  /** A refund and a transaction lead back to their order, whose view is made of theirs. */
  orderView: (context: Context, order: Order) => object;
  /** A return shows its refunds, each of which leads back to it. */
  returnView: (context: Context, order: Order, one: OrderReturn) => object;
}
