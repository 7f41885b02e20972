import type { OrderDocument } from '../exchange-order/documents.js';
import type { RlmOrder } from '../exchange-order/rlm-order.js';
import type { ShopLine } from '../exchange-order/shop-order.js';
import type { VendorCall } from '../vendor-call.js';

/** Where an order goes: customer account, ship-to, and the ship-to's state of two letters. */
export type ShipTo = Pick<RlmOrder, 'account' | 'store' | 'state'>;

/** A call that changes nothing. */
export type Reading = Omit<VendorCall, 'key'>;

/** Sales orders of RLM, as far as exchange orders need them. */
export interface RlmOrders {
  /** Orders that carry this id of the shop, one per division; empty when there are none. Amounts are in `currency`. */
  find(shopOrderId: string, currency: string, call: Reading): Promise<RlmOrder[]>;
  /** Division of each line's item. @throws OrderRefused when RLM does not know one of them */
  divisionsOf(lines: readonly ShopLine[], call: Reading): Promise<ReadonlyMap<ShopLine, number>>;
  /** Numbers of the RAs of this return of Loop, for the order's reference; empty when there are none yet. */
  raNumbersOf(externalReturnId: string, call: Reading): Promise<string[]>;
  /** Creates the order of one division. One order per shop order and division: the second one is refused as a conflict. */
  create(order: OrderDocument, shipTo: ShipTo, raNumbers: readonly string[], call: VendorCall): Promise<RlmOrder>;
}
