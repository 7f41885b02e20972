import type { ErpOrder, StagedOrder } from './erp-order.js';
import type { ExchangePolicy } from './policy.js';
import type { ShopOrder } from './shop-order.js';

interface Asked {
  /** Id of the exchange order in the shop. */
  readonly exchangeOrderId: string;
  readonly at: Date;
}

/** What may be asked of an exchange order. Facts come in any order, and some of them more than once. */
export type ExchangeOrderCommand = Asked &
  /** `importedBefore`: how many exchange orders of the store stand in the ERP already. */
  (
    | {
        kind: 'RecordShopOrder';
        order: ShopOrder;
        returnId: string | null;
        policy: ExchangePolicy;
        importedBefore: number;
      }
    /** A return names the order as its own. */
    | { kind: 'NameReturn'; returnId: string }
    /** The ERP has read the order from the shop. */
    | { kind: 'ObserveStaged'; staged: StagedOrder }
    /** It was looked for, and the ERP has not read it from the shop yet. */
    | { kind: 'RecordNotStaged' }
    /** It stands in the ERP, imported by us or by hand. */
    | { kind: 'ObserveImported'; order: ErpOrder }
    /** The original order in the ERP holds these lines of the exchange now. */
    | { kind: 'ObserveAmended'; order: ErpOrder; orderLineIds: readonly string[] }
    /** What the words of the shop stand for changed: shipping type and payment type by their codes. */
    | { kind: 'NameTypes'; shippingType: string | null; paymentType: string | null }
    /** A person says that this is an exchange order and may be imported. */
    | { kind: 'Approve'; by: string; reason: string }
    | { kind: 'RecordSetback'; setback: ExchangeSetback }
  );

/** A call that did not come to its end, and what a person needs to do it by hand. */
export interface ExchangeSetback {
  readonly operation: 'find-staged' | 'import-order' | 'amend-order';
  readonly outcome: 'refused' | 'needs-person';
  readonly reason: string;
  /** Kind of the task, where the cause is known more closely. */
  readonly kind: string | null;
  readonly values: Readonly<Record<string, string>>;
}

/** One kind of command. */
export type Command<K extends ExchangeOrderCommand['kind']> = Extract<ExchangeOrderCommand, { kind: K }>;
