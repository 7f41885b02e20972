import type { Money } from '@backhaul/money';
import type { HistoryLine } from '../history/line.js';
import { firstOf } from '../journal/facts.js';
import { paidOut, settlementMoment } from '../journal/settlement.js';
import { snapshotOf } from '../journal/snapshot.js';
import type { JournalState } from '../journal/state.js';
import { statesOf, statusOf, type ReturnStates, type Status } from '../status/status.js';
import { countUnits } from '../status/units.js';
import { waitingFor } from '../status/waiting-for.js';

/** What is known of a return besides its facts. */
export interface ReturnRef {
  readonly returnId: string;
  readonly merchantId: string;
  /** Shopify's id of the original order. */
  readonly orderId: string;
}

/** One row of the list of returns. */
export interface Summary extends ReturnRef {
  readonly externalReturnId: string | null;
  readonly orderName: string | null;
  readonly outcome: string | null;
  readonly status: Status;
  readonly states: ReturnStates;
  readonly waitingFor: readonly string[];
  readonly unitsExpected: number;
  readonly unitsReceived: number;
  /** Promised to the original payment methods; null until the return itself is known. */
  readonly promised: Money | null;
  readonly paidOut: Money | null;
  /** When the shopper submitted it, or the earliest that we know of. ISO 8601 UTC. */
  readonly openedAt: string;
  readonly lastFactAt: string;
  readonly settledAt: string | null;
}

/** For a return of which nothing is known that has a time; no such row is ever written. */
const EPOCH = '1970-01-01T00:00:00.000Z';

/** The row of a return, from its facts alone; `history` is what those facts tell. */
export function summaryOf(ref: ReturnRef, { facts }: JournalState, history: readonly HistoryLine[]): Summary {
  const initiated = firstOf(facts, 'ReturnInitiated');
  const snapshot = snapshotOf(facts);
  const states = statesOf(facts);
  const units = countUnits(facts);
  // The order was there long before the return.
  const times = history.filter(({ type }) => type !== 'OrderRecorded').map(({ happenedAt }) => happenedAt);
  const promised = snapshot?.amounts.refund ?? null;
  return {
    ...ref,
    externalReturnId: snapshot?.externalReturnId ?? null,
    orderName: snapshot?.order.orderName ?? null,
    outcome: snapshot?.outcome ?? null,
    status: statusOf(states),
    states,
    waitingFor: waitingFor(facts),
    unitsExpected: units.expected,
    unitsReceived: units.received,
    promised,
    paidOut: promised === null ? null : paidOut(facts, promised.currency),
    openedAt: initiated?.time ?? times[0] ?? EPOCH,
    lastFactAt: times.at(-1) ?? EPOCH,
    settledAt: states.settlement === 'settled' ? settlementMoment(facts).happenedAt : null,
  };
}
