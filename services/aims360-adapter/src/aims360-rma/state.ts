import { add, type Money } from '@backhaul/money';
import type { RmaEvent, RmaUnit } from './events.js';
import { evolveOffset, noOffset, type Offset } from './offset/offset-state.js';
import type { RmaPolicy } from './policy.js';
import { unseen, type ObservedRefund } from './refund.js';
import type { ItemQuantities } from './rma-snapshot.js';

/** The return as it was asked for. */
export interface Requested {
  readonly externalReturnId: string;
  readonly order: { orderId: string; orderName: string };
  readonly units: readonly RmaUnit[];
  /** When the shopper submitted it: ISO 8601, UTC; null where an earlier release did not keep it. */
  readonly enteredAt: string | null;
  /** Of all its units. */
  readonly tax: Money;
  /** Handling fee that the merchant keeps, positive. */
  readonly fee: Money;
  /** What the ERP should credit when everything comes back. */
  readonly expectedCredit: Money;
  /** Replacement orders that were there before processing: those of an instant exchange. */
  readonly exchangeOrderIds: readonly string[];
  readonly policy: RmaPolicy;
}

/** What Loop gave the shopper. */
export interface Processed {
  readonly refundIds: readonly string[];
  readonly refunded: Money;
  readonly storeCredit: Money;
  /** Part of the value that the exchange used up. */
  readonly exchangeCredit: Money;
  readonly exchangeOrderIds: readonly string[];
  /** An exchange item is still to be given. */
  readonly partial: boolean;
  /** ISO 8601, UTC; null where an earlier release did not keep it. */
  readonly processedAt: string | null;
}

export interface Rma {
  /** The return as it was asked for; null until it was. */
  readonly requested: Requested | null;
  readonly rmaNumber: string | null;
  /** By SKU: the most that was ever seen. */
  readonly quantities: Readonly<Record<string, ItemQuantities>>;
  /** When the RMA that brought the last news had changed, by the ERP's clock, in ms: tells a correction from an older look. */
  readonly changedAt: number;
  readonly receivedUnits: ReadonlySet<string>;
  readonly receipts: number;
  /** No more units are expected. */
  readonly final: boolean;
  /** `issuedAt`: ISO 8601, UTC. */
  readonly credit: {
    readonly documentNumber: string;
    readonly issuedAt: string;
    readonly total: Money;
    readonly fee: Money;
  } | null;
  readonly creditRequested: boolean;
  readonly held: boolean;
  readonly processed: Processed | null;
  readonly refunds: Readonly<Record<string, ObservedRefund>>;
  readonly offset: Offset;
  /** Open tasks by their id. */
  readonly tasks: Readonly<Record<string, { readonly why: string; readonly openedAt: string }>>;
}

export const initial: Rma = {
  requested: null,
  rmaNumber: null,
  quantities: {},
  changedAt: 0,
  receivedUnits: new Set(),
  receipts: 0,
  final: false,
  credit: null,
  creditRequested: false,
  held: false,
  processed: null,
  refunds: {},
  offset: noOffset,
  tasks: {},
};

/** Applies one event. */
export function evolve(state: Rma, event: RmaEvent): Rma {
  switch (event.type) {
    case 'RmaRequested':
      return { ...state, requested: event.data };
    case 'ReturnAuthorized':
      return { ...state, rmaNumber: event.data.documentNumber };
    case 'QuantitiesObserved':
      return { ...changed(state, event), quantities: { ...state.quantities, ...event.data.quantities } };
    case 'ReceiptRecorded':
      return received(state, event);
    case 'ReturnHeld':
      return { ...state, held: true };
    case 'CreditRequested':
      return { ...state, creditRequested: true };
    case 'CreditIssued': {
      const { documentNumber, issuedAt, total, fee } = event.data;
      return { ...changed(state, event), credit: { documentNumber, issuedAt, total, fee } };
    }
    case 'ProcessingObserved':
      return { ...state, processed: event.data };
    case 'RefundObserved':
    case 'RefundMoneyObserved':
      return { ...state, refunds: { ...state.refunds, [event.data.refundId]: refundAfter(state, event) } };
    case 'ExchangeOrderObserved':
    case 'DebitRequested':
    case 'DebitStaged':
    case 'PostingRequested':
    case 'PostingReleased':
    case 'DebitObserved':
    case 'CreditOffsetPosted':
    case 'CreditObserved':
    case 'CreditApplied':
      return { ...state, offset: evolveOffset(state.offset, event) };
    case 'TaskOpened': {
      const { taskId, why, openedAt } = event.data;
      return { ...state, tasks: { ...state.tasks, [taskId]: { why, openedAt } } };
    }
    case 'TaskClosed': {
      const { [event.data.taskId]: _closed, ...tasks } = state.tasks;
      return { ...state, tasks };
    }
    case 'InventoryRestocked':
    case 'ReturnCleared':
    case 'DebitLeftToPerson':
      return state;
  }
}

const changed = (state: Rma, { occurredAt }: RmaEvent): Rma => ({
  ...state,
  changedAt: Math.max(state.changedAt, occurredAt.getTime()),
});

function received(state: Rma, { data }: Extract<RmaEvent, { type: 'ReceiptRecorded' }>): Rma {
  const known = data.units.flatMap((unit) => unit.unitId ?? []);
  const receivedUnits = new Set([...state.receivedUnits, ...known]);
  return { ...state, receipts: state.receipts + 1, receivedUnits, final: state.final || data.final };
}

function refundAfter(
  state: Rma,
  event: Extract<RmaEvent, { type: 'RefundObserved' | 'RefundMoneyObserved' }>,
): ObservedRefund {
  const before = state.refunds[event.data.refundId] ?? unseen;
  if (event.type === 'RefundObserved') return { ...before, recorded: event.data };
  const { factId, settled, failed } = event.data;
  const plus = (sum: Money | null, part: Money): Money => (sum === null ? part : add(sum, part));
  return {
    ...before,
    settled: plus(before.settled, settled),
    failed: plus(before.failed, failed),
    facts: [...before.facts, factId],
  };
}
