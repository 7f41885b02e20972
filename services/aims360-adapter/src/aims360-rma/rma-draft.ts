import { displayMoney, type Money } from '@backhaul/money';

export const createRmaEffect = 'aims360.create-rma';
export const editRmaEffect = 'aims360.edit-rma';
export const voidRmaEffect = 'aims360.void-rma';

/** What the RMA shall say, in our words; ids of the ERP are looked up when it is sent. */
export interface RmaDraft {
  readonly returnId: string;
  readonly externalReturnId: string;
  readonly order: { orderId: string; orderName: string };
  readonly customerAccount: string;
  readonly warehouse: string;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly enteredAt: string;
  readonly currency: string;
  readonly tax: Money;
  readonly fee: Money;
  /** Net unit price: what the shopper paid after discounts, without tax. */
  readonly units: readonly {
    unitId: string;
    sku: string | null;
    barcode: string | null;
    price: Money;
    /** The shopper's own words. */
    reason: string | null;
    /** RMA reason and receiving warehouse by their codes; a draft of an earlier release names none, and those above count. */
    reasonCode?: string;
    warehouseCode?: string;
  }[];
}

/** For the person who creates it by hand. */
export const rmaValues = (draft: RmaDraft): Record<string, string> => ({
  return: draft.externalReturnId,
  order: draft.order.orderName,
  account: draft.customerAccount,
  warehouse: draft.warehouse,
  reason: draft.reason,
  items: draft.units.map(({ sku, barcode, price }) => `${sku ?? barcode ?? '?'} at ${displayMoney(price)}`).join(', '),
  tax: displayMoney(draft.tax),
  fee: displayMoney(draft.fee),
});

/** An RMA that takes no goods any more. */
export interface VoidDraft {
  readonly returnId: string;
  readonly rmaNumber: string;
  readonly externalReturnId: string;
  readonly customerAccount: string;
  /** In words. */
  readonly reason: string;
}

/** For the person who voids it by hand. */
export const voidValues = ({ rmaNumber, externalReturnId, reason }: VoidDraft): Record<string, string> => ({
  rma: rmaNumber,
  return: externalReturnId,
  reason,
});
