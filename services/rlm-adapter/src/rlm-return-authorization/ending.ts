import { nothing, type CallIntent } from '@backhaul/contracts';
import { announcementOf } from './announcement.js';
import type { AsnDraft } from './authorize.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import { evolve, receiptsOf, unitsWanted, type OwnRa, type ReturnAuthorization } from './state.js';
import { open } from './tasks.js';

export const cancelOrderEffect = 'threepl.cancel-return-order';
export const changeOrderEffect = 'threepl.change-return-order';
export const cancelRaEffect = 'rlm.cancel-ra';

/** A return order at the warehouse, as it stands there or as it shall be. */
export interface OrderDraft extends AsnDraft {
  /** The warehouse's own number of it. */
  readonly reference: string;
  /** In business words. */
  readonly reason: string;
}

/** An RA that shall not stand any more. */
export interface CancelDraft {
  readonly returnId: string;
  readonly raNumber: string;
  /** In business words. */
  readonly reason: string;
}

const words = { cancelled: 'was cancelled', expired: 'has expired', closed: 'was closed without an outcome' } as const;

/**
 * What is due because the return is over, or its units were taken off it, whatever became known last: an RA on which nothing
 * was received is cancelled, first at the warehouse (contracts/rlm-and-3pl.md §4.1), then in the ERP; goods are for a person.
 */
export function endingDue(returnId: string, at: Date, state: ReturnAuthorization): RaDecision {
  const events: RaEvent[] = [];
  const calls: CallIntent[] = [];
  let now = state;
  for (const ra of state.ras) {
    const due = dueFor(ra, returnId, at, now);
    events.push(...due.events);
    calls.push(...due.calls);
    now = due.events.reduce(evolve, now);
  }
  return { events, calls };
}

function dueFor(ra: OwnRa, returnId: string, at: Date, state: ReturnAuthorization): RaDecision {
  if (ra.cancelling !== 'no') return nothing;
  const hasGoods = receiptsOf(ra.raNumber, state).length > 0;
  const reason = reasonToCancel(ra, state);
  if (reason !== null && !hasGoods) return cancel(ra, reason, returnId, at, state);
  if (reason === null && !hasGoods) return change(ra, returnId, at, state);
  return { events: state.ended === null ? [] : withGoods(ra, returnId, at, state), calls: [] };
}

/** Null while goods may still come. */
export function reasonToCancel(ra: OwnRa, state: ReturnAuthorization): string | null {
  if (state.ended !== null && state.processed === null) return `the return ${words[state.ended]} in Loop`;
  return unitsWanted(ra, state).length === 0 ? 'its units were taken off the return in Loop' : null;
}

/** An announcement that is under way is waited for: what the warehouse may know has to be cancelled there. */
function cancel(ra: OwnRa, reason: string, returnId: string, at: Date, state: ReturnAuthorization): RaDecision {
  const { raNumber } = ra;
  const calls = cancelOrder(ra, reason, returnId, state);
  if (calls.length === 0) return nothing;
  const asked: RaEvent = { type: 'CancelAsked', data: { raNumber, what: 'return-order', reason }, occurredAt: at };
  return { events: [asked], calls };
}

/** Nothing is to come to the warehouse any more; no call while it has no return order. */
export function cancelOrder(ra: OwnRa, reason: string, returnId: string, state: ReturnAuthorization): CallIntent[] {
  const payload = ra.returnOrder === null ? null : orderDraft(ra, ra.returnOrder, reason, returnId, state);
  if (payload === null) return [];
  return [{ key: `cancel-order:${returnId}:${ra.raNumber}`, kind: cancelOrderEffect, payload }];
}

/** In the ERP, when the warehouse expects nothing of the RA, or nothing any more. */
export function cancelRa({ returnId, raNumber, reason }: CancelDraft, at: Date): RaDecision {
  const payload: CancelDraft = { returnId, raNumber, reason };
  return {
    events: [{ type: 'CancelAsked', data: { raNumber, what: 'ra', reason }, occurredAt: at }],
    calls: [{ key: `cancel-ra:${returnId}:${raNumber}`, kind: cancelRaEffect, payload }],
  };
}

/** Some units were taken off: the warehouse is to expect the others. */
function change(ra: OwnRa, returnId: string, at: Date, state: ReturnAuthorization): RaDecision {
  const all = ra.lines.flatMap(({ unitIds }) => unitIds);
  const wanted = unitsWanted(ra, state);
  const gone = all.length - wanted.length;
  if (ra.returnOrder === null || gone <= ra.takenOff) return nothing;
  const payload = orderDraft(ra, ra.returnOrder, 'units were taken off the return in Loop', returnId, state);
  if (payload === null) return nothing;
  return {
    events: [{ type: 'OrderChangeAsked', data: { raNumber: ra.raNumber, takenOff: gone }, occurredAt: at }],
    calls: [{ key: `change-order:${returnId}:${ra.raNumber}:${gone}`, kind: changeOrderEffect, payload }],
  };
}

function orderDraft(
  ra: OwnRa,
  reference: string,
  reason: string,
  returnId: string,
  state: ReturnAuthorization,
): OrderDraft | null {
  if (state.requested === null) return null;
  const wanted = new Set(unitsWanted(ra, state));
  const left = ra.lines.map((line) => ({ ...line, unitIds: line.unitIds.filter((id) => wanted.has(id)) }));
  const lines = wanted.size === 0 ? ra.lines : left.filter(({ unitIds }) => unitIds.length > 0);
  return { ...announcementOf(returnId, { ...ra, lines }, state.requested), reference, reason };
}

/** Goods on a return that is over: nobody pays for them by itself. */
function withGoods(ra: OwnRa, returnId: string, at: Date, { ended, processed }: ReturnAuthorization): RaEvent[] {
  if (ended === null || processed !== null) return [];
  return givenUp(
    ra.raNumber,
    `The return ${words[ended]} in Loop, and the warehouse has reported a receipt on it.`,
    returnId,
    at,
  );
}

/** The RA stays, for a person. */
export function givenUp(raNumber: string, why: string, returnId: string, at: Date): RaEvent[] {
  const task = open(returnId, at, `${returnId}:${raNumber}`, {
    kind: 'ended-with-goods',
    title: `RA ${raNumber} was received, and its return is over`,
    why: `${why} Decide with the shopper and settle it by hand, then close the RA in RLM.`,
    role: 'operator',
    values: { ra: raNumber },
  });
  return [{ type: 'CancelGivenUp', data: { raNumber }, occurredAt: at }, task];
}
