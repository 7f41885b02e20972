import type { EventData } from '@backhaul/contracts';
import { isZero, type Money } from '@backhaul/money';

type Initiated = EventData<'ReturnInitiated'>;

export type Parcel = Initiated['parcel'];
export type ExchangeOrder = Initiated['exchangeOrders'][number];

/** Where a return stands in the system in which shoppers submit returns. */
export type RequestState = 'open' | 'review' | 'closed' | 'cancelled' | 'expired';

/** A return as it was read at one moment, in our words. `updatedAt` orders snapshots: an older one never undoes a newer one. */
export interface ReturnSnapshot {
  readonly externalReturnId: string;
  readonly state: RequestState;
  readonly order: Initiated['order'];
  readonly outcome: string;
  readonly shopper: Initiated['shopper'];
  /** Without those that a person rejected: nothing is given for them. */
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
  readonly exchangeOrders: readonly ExchangeOrder[];
  /** True while an exchange item that is out of stock is still owed. */
  readonly owesExchange: boolean;
  /** The order under which store credit was given, where there is one. */
  readonly storeCreditOrderId: string | null;
}

/** What the shopper was given, by id: empty until an outcome was given (contracts/loop.md §5.1: the state alone does not tell). */
export function outcomesOf({ refunds, exchangeOrders, storeCreditOrderId }: ReturnSnapshot): string[] {
  const credit = storeCreditOrderId === null ? [] : [`credit:${storeCreditOrderId}`];
  const exchanges = exchangeOrders.map(({ orderId }) => `exchange:${orderId}`);
  return [...new Set([...refunds.map(({ refundId }) => `refund:${refundId}`), ...exchanges, ...credit])].sort();
}

/**
 * True when nothing is promised that would show by its id. A gift card shows none, nor may an exchange on the original order
 * (contracts/loop.md §2.2, §5.3): of such a return the closed state is all that there is to see.
 */
export const leavesNoTrace = ({ amounts, exchangeItems }: ReturnSnapshot): boolean =>
  isZero(amounts.refund) && (!isZero(amounts.storeCredit) || exchangeItems.some(({ outOfStock }) => !outOfStock));

/**
 * True when it was processed as far as stock allowed: what is owed waits in review, everything else was given
 * (contracts/loop.md §5.1). `instant`: orders that were there from the start, which prove nothing.
 */
export function isPartlyProcessed(snapshot: ReturnSnapshot, instant: readonly ExchangeOrder[]): boolean {
  const { state, owesExchange, refunds, exchangeOrders, exchangeItems, amounts } = snapshot;
  if (state !== 'review' || !owesExchange) return false;
  if (refunds.length > 0) return true;
  if (instant.length > 0) return exchangeOrders.some((one) => !instant.some(({ orderId }) => orderId === one.orderId));
  return !isZero(amounts.storeCredit) || exchangeItems.some(({ outOfStock }) => !outOfStock);
}

export const isSameParcel = (left: Parcel, right: Parcel): boolean =>
  left.status === right.status &&
  left.carrier === right.carrier &&
  left.trackingNumber === right.trackingNumber &&
  left.labelUrl === right.labelUrl;
