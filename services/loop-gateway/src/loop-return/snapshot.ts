import type { EventData } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';

type Initiated = EventData<'ReturnInitiated'>;

/** A return as it was read at one moment, in our words. `updatedAt` orders snapshots: an older one never undoes a newer one. */
export interface ReturnSnapshot {
  readonly externalReturnId: string;
  readonly state: 'open' | 'review' | 'closed' | 'cancelled' | 'expired';
  readonly order: Initiated['order'];
  readonly outcome: string;
  readonly shopper: Initiated['shopper'];
  readonly units: Initiated['units'];
  readonly exchangeItems: Initiated['exchangeItems'];
  readonly amounts: Initiated['amounts'];
  readonly parcel: Initiated['parcel'];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Refunds made on the original order; empty before processing. */
  readonly refunds: readonly { refundId: string; amount: Money }[];
  readonly exchangeOrders: readonly { orderId: string; orderName: string | null }[];
}

/** What a later edit would change: the units and the money promised for them. */
export function contentsOf(snapshot: ReturnSnapshot): string {
  const units = snapshot.units.map((unit) => `${unit.unitId}:${unit.refund.amount}`).sort();
  return `${units.join(',')}|${snapshot.amounts.total.amount}|${snapshot.amounts.refund.amount}`;
}

/** True when the closed return shows that an outcome was given (contracts/loop.md §5.1: the state alone does not tell). */
export function showsOutcome(snapshot: ReturnSnapshot): boolean {
  return snapshot.refunds.length > 0 || snapshot.exchangeOrders.length > 0;
}
