import type { EventData } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';

type Initiated = EventData<'ReturnInitiated'>;

export type Parcel = Initiated['parcel'];

/** Where a return stands in the system in which shoppers submit returns. */
export type RequestState = 'open' | 'review' | 'closed' | 'cancelled' | 'expired';

/** A return as it was read at one moment, in our words. `updatedAt` orders snapshots: an older one never undoes a newer one. */
export interface ReturnSnapshot {
  readonly externalReturnId: string;
  readonly state: RequestState;
  readonly order: Initiated['order'];
  readonly outcome: string;
  readonly shopper: Initiated['shopper'];
  readonly units: Initiated['units'];
  readonly exchangeItems: Initiated['exchangeItems'];
  readonly amounts: Initiated['amounts'];
  readonly parcel: Parcel;
  readonly gift: boolean;
  readonly multiCurrency: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Refunds made on the original order; empty before processing. Several payments of one refund are several entries. */
  readonly refunds: readonly { refundId: string; amount: Money }[];
  readonly exchangeOrders: readonly { orderId: string; orderName: string | null }[];
  /** The order under which store credit was given, where there is one. */
  readonly storeCreditOrderId: string | null;
}

/** What the documents of the ERP are made from: the units and the money promised for them. */
export interface Contents {
  /** Equal for equal contents. */
  readonly digest: string;
  /** For people. */
  readonly units: string;
  readonly refund: Money;
}

export function contentsOf({ units, amounts }: Pick<Initiated, 'units' | 'amounts'>): Contents {
  const perUnit = units.map(({ unitId, refund }) => `${unitId}:${refund.amount}`).sort();
  const { exchangeTotal: _, ...others } = amounts;
  const promised = Object.entries(others).sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    digest: [...perUnit, ...promised.map(([name, { amount }]) => `${name}=${amount}`)].join(','),
    units: units.map(({ sku, unitId }) => sku ?? unitId).join(', '),
    refund: amounts.refund,
  };
}

/** What the shopper was given, by id: empty until an outcome was given (contracts/loop.md §5.1: the state alone does not tell). */
export function outcomesOf({ refunds, exchangeOrders, storeCreditOrderId }: ReturnSnapshot): string[] {
  const credit = storeCreditOrderId === null ? [] : [`credit:${storeCreditOrderId}`];
  const exchanges = exchangeOrders.map(({ orderId }) => `exchange:${orderId}`);
  return [...new Set([...refunds.map(({ refundId }) => `refund:${refundId}`), ...exchanges, ...credit])].sort();
}

export const isSameParcel = (left: Parcel, right: Parcel): boolean =>
  left.status === right.status &&
  left.carrier === right.carrier &&
  left.trackingNumber === right.trackingNumber &&
  left.labelUrl === right.labelUrl;
