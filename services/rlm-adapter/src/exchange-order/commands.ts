import type { Credit, Sibling } from './credit.js';
import type { ExchangePolicy } from './policy.js';
import type { RlmOrder } from './rlm-order.js';
import type { ShopOrder } from './shop-order.js';

interface Asked {
  /** Id of the exchange order in the shop; of the original order when the exchange is native. */
  readonly exchangeOrderId: string;
  readonly at: Date;
}

/** What may be asked of an exchange order. Facts come in any order, and some of them more than once. */
export type ExchangeOrderCommand = Asked &
  (
    | { kind: 'RecordShopOrder'; order: ShopOrder; returnId: string | null; policy: ExchangePolicy }
    /** A return names the order as its own, and tells what of it is paid by returned value. */
    | { kind: 'NameReturn'; returnId: string; credit: Credit }
    /** Other exchange orders of the same return, which share its value. */
    | { kind: 'ObserveSiblings'; siblings: readonly Sibling[] }
    /** What stands in the ERP under the shop's id: by us, by its own job, or by hand. */
    | { kind: 'ObserveOrders'; orders: readonly RlmOrder[] }
    /** The ERP's own job should have brought it long ago. */
    | { kind: 'RecordMissing' }
    /** A person says that it shall be imported now, whatever held it, by the rules as they are now. */
    | { kind: 'ImportNow'; by: string; reason: string; policy: ExchangePolicy }
    /** A person says that nothing is to be imported. */
    | { kind: 'Dismiss'; by: string; reason: string }
    | { kind: 'RecordSetback'; setback: ExchangeSetback }
  );

/** A call that did not come to its end, and what a person needs to do it by hand. */
export interface ExchangeSetback {
  readonly outcome: 'refused' | 'needs-person';
  readonly reason: string;
  readonly values: Readonly<Record<string, string>>;
}

/** One kind of command. */
export type Command<K extends ExchangeOrderCommand['kind']> = Extract<ExchangeOrderCommand, { kind: K }>;
