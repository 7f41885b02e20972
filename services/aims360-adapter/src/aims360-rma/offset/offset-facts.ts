import { nothing } from '@backhaul/contracts';
import { compare, equals } from '@backhaul/money';
import type { RmaCommand } from '../commands.js';
import type { RmaDecision } from '../decide.js';
import type { RmaEvent } from '../events.js';
import { evolve, type Rma } from '../state.js';
import { offsetCredit } from './offset-credit.js';
import { isOfReturn } from './pairing.js';
import type { SeenExchangeOrder } from './offset-state.js';

type Command<K extends RmaCommand['kind']> = Extract<RmaCommand, { kind: K }>;

/** A fact about the money, and what follows from it. */
export function thenOffset(returnId: string, fact: RmaEvent, state: Rma): RmaDecision {
  const { events, calls } = offsetCredit(returnId, fact.occurredAt, evolve(state, fact));
  return { events: [fact, ...events], calls };
}

/** Entered in the ERP: now Post Transactions, where that is ours to do. */
export function confirmDebitStaged(command: Command<'ConfirmDebitStaged'>, state: Rma): RmaDecision {
  const { returnId, purpose, batchId, document, at } = command;
  if (state.offset.entered[purpose]?.name !== 'requested') return nothing;
  const data = { purpose, batchId, document, posting: false };
  return thenOffset(returnId, { type: 'DebitStaged', data, occurredAt: at }, state);
}

/** Posted, by us or by a person who was faster: the fact is the same, and it is told once. */
export function observeAdjustment({ returnId, adjustment }: Command<'ObserveAdjustment'>, state: Rma): RmaDecision {
  if (!isOfReturn(adjustment, state) || state.offset.observed[adjustment.document] !== undefined) return nothing;
  const occurredAt = new Date(adjustment.postedAt);
  return thenOffset(returnId, { type: 'DebitObserved', data: adjustment, occurredAt }, state);
}

/** The open balance of the credit at a later moment than the last one seen. */
export function observeCredit({ returnId, reading }: Command<'ObserveCredit'>, state: Rma): RmaDecision {
  const { document, openBalance, changedAt } = reading;
  const known = state.offset.reading;
  if (state.requested === null || (state.credit !== null && state.credit.documentNumber !== document)) return nothing;
  if (known !== null && !isNews(reading, known)) return nothing;
  const data = { document, openBalance, changedAt };
  return thenOffset(returnId, { type: 'CreditObserved', data, occurredAt: new Date(changedAt) }, state);
}

type Look = Pick<Command<'ObserveCredit'>['reading'], 'openBalance' | 'changedAt'>;

/** Of two looks at the same moment the lower balance is the later one: a balance is used up. */
function isNews(look: Look, known: Look): boolean {
  const later = Date.parse(look.changedAt) - Date.parse(known.changedAt);
  return later === 0 ? compare(look.openBalance, known.openBalance) < 0 : later > 0;
}

/** A replacement order of the same shop order; the return says whether it is its own. Cancelled stays cancelled. */
export function recordExchangeOrder({ returnId, order, at }: Command<'RecordExchangeOrder'>, state: Rma): RmaDecision {
  const { exchangeOrderId: orderId, exchangeOrderName: name, native, creditDiscount, cancelled } = order;
  const known = state.offset.exchangeOrders[orderId];
  const seen = merged(known, { name, native, creditDiscount, cancelled });
  if (known !== undefined && isSame(known, seen)) return nothing;
  return thenOffset(returnId, { type: 'ExchangeOrderObserved', data: { orderId, ...seen }, occurredAt: at }, state);
}

/** Looks come in any order: what was ever discounted is, and so with native and cancelled. */
function merged(known: SeenExchangeOrder | undefined, seen: SeenExchangeOrder): SeenExchangeOrder {
  if (known === undefined) return seen;
  const isMore = compare(seen.creditDiscount, known.creditDiscount) > 0;
  return {
    name: seen.name,
    native: known.native || seen.native,
    creditDiscount: isMore ? seen.creditDiscount : known.creditDiscount,
    cancelled: known.cancelled || seen.cancelled,
  };
}

const isSame = (one: SeenExchangeOrder, other: SeenExchangeOrder): boolean =>
  one.native === other.native && one.cancelled === other.cancelled && equals(one.creditDiscount, other.creditDiscount);

/** A person of finance posts what waits, or asks us to do what the store keeps to itself. */
export function postDebits({ returnId, by, reason, at }: Command<'PostDebits'>, state: Rma): RmaDecision {
  if (state.requested === null || state.offset.released) return nothing;
  return thenOffset(returnId, { type: 'PostingReleased', data: { by, reason }, occurredAt: at }, state);
}
