import type { LoopDoor, LoopReturn, ReturnRequest, UnitRequest } from '../loop/index.js';
import type { Order, OrderRequest, ShopifyDoor } from '../shopify/index.js';

/** A door in this process or in another. */
export type AnyDoor<Door> = {
  [Method in keyof Door]: Door[Method] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Result | Promise<Awaited<Result>>
    : never;
};

/** What a shopper wants instead of a refund, and how. */
export type Wishes = Omit<ReturnRequest, 'shop' | 'orderName' | 'orderId' | 'units'>;

/** Someone who buys at a shop and sends things back. */
export interface Shopper {
  /** Places an order; the merchant ships it at once. */
  buys(lines: OrderRequest['lines'], terms?: Partial<Omit<OrderRequest, 'shop' | 'email' | 'lines'>>): Promise<Order>;
  /** Submits a return in Loop: SKUs (one per unit) or units with reasons; a refund unless there are other wishes. */
  submitReturn(order: Pick<Order, 'name'>, units: (string | UnitRequest)[], wishes?: Wishes): Promise<LoopReturn>;
  /** Hands the parcel to the carrier, who scans it. */
  ships(one: Pick<LoopReturn, 'id'>): Promise<void>;
}

/** A shopper of one merchant, acting through the side doors. */
export function shopper(where: {
  shopify: AnyDoor<ShopifyDoor>;
  loop: AnyDoor<LoopDoor>;
  /** Loop's name of the shop. */
  shop: string;
  /** Shopify's domain of the shop. */
  shopDomain: string;
  email?: string;
}): Shopper {
  const { shopify, loop, shop, shopDomain, email = 'ida.berg@northfold.example' } = where;
  return {
    async buys(lines, terms = {}) {
      const order = await shopify.placeOrder({ shop: shopDomain, email, lines, ...terms });
      await shopify.fulfill(shopDomain, order.id);
      return order;
    },
    submitReturn: async (order, units, wishes = {}) =>
      loop.submitReturn({
        shop,
        orderName: order.name,
        ...wishes,
        units: units.map((unit) => (typeof unit === 'string' ? { sku: unit } : unit)),
      }),
    async ships({ id }) {
      await loop.progressLabel(id, 'pre_transit');
      await loop.progressLabel(id, 'in_transit');
    },
  };
}
