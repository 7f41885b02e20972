import { add, subtract, type Money } from '@backhaul/money';
import type { RmaEvent, RmaUnit } from './events.js';
import type { RmaPolicy } from './policy.js';

/** What was seen of one refund. Its record and the fate of its pending money may come in any order. */
export interface ObservedRefund {
  readonly recorded: { refunded: Money; pending: Money } | null;
  readonly settled: Money | null;
  readonly failed: Money | null;
}

export interface Requested {
  readonly externalReturnId: string;
  readonly order: { orderId: string; orderName: string };
  readonly units: readonly RmaUnit[];
  readonly expectedCredit: Money;
  readonly policy: RmaPolicy;
}

export interface ItemQuantities {
  readonly received: number;
  readonly restocked: number;
  readonly seconds: number;
}

export interface Rma {
  /** The return as it was asked for; null until it was. */
  readonly requested: Requested | null;
  readonly rmaNumber: string | null;
  readonly quantities: Readonly<Record<string, ItemQuantities>>;
  readonly receivedUnits: ReadonlySet<string>;
  readonly receipts: number;
  readonly credit: { documentNumber: string; total: Money } | null;
  readonly creditRequested: boolean;
  readonly cleared: boolean;
  /** Kinds of reasons for which it was held already. */
  readonly held: ReadonlySet<string>;
  readonly processed: { refundIds: readonly string[]; refunded: Money } | null;
  readonly refunds: Readonly<Record<string, ObservedRefund>>;
  readonly debit:
    | { name: 'none' | 'left-to-person' | 'posted' }
    | { name: 'requested'; amount: Money; reference: string }
    | { name: 'staged'; amount: Money; reference: string; document: string };
}

export const initial: Rma = {
  requested: null,
  rmaNumber: null,
  quantities: {},
  receivedUnits: new Set(),
  receipts: 0,
  credit: null,
  creditRequested: false,
  cleared: false,
  held: new Set(),
  processed: null,
  refunds: {},
  debit: { name: 'none' },
};

const unseen: ObservedRefund = { recorded: null, settled: null, failed: null };
const plus = (left: Money | null, right: Money): Money => (left === null ? right : add(left, right));

/** Applies one event. */
export function evolve(state: Rma, event: RmaEvent): Rma {
  switch (event.type) {
    case 'RmaRequested':
      return { ...state, requested: event.data };
    case 'ReturnAuthorized':
      return { ...state, rmaNumber: event.data.documentNumber };
    case 'QuantitiesObserved':
      return { ...state, quantities: { ...state.quantities, ...event.data.quantities } };
    case 'ReceiptRecorded': {
      const known = event.data.units.flatMap((unit) => unit.unitId ?? []);
      return { ...state, receipts: state.receipts + 1, receivedUnits: new Set([...state.receivedUnits, ...known]) };
    }
    case 'ReturnHeld':
      return { ...state, held: new Set([...state.held, ...event.data.reasons.map((reason) => reason.kind)]) };
    case 'CreditRequested':
      return { ...state, creditRequested: true };
    case 'CreditIssued':
      return { ...state, credit: { documentNumber: event.data.documentNumber, total: event.data.total } };
    case 'ReturnCleared':
      return { ...state, cleared: true };
    case 'ProcessingObserved':
      return { ...state, processed: event.data };
    case 'RefundObserved':
    case 'RefundMoneyObserved':
      return { ...state, refunds: { ...state.refunds, [event.data.refundId]: refundAfter(state, event) } };
    case 'DebitRequested':
      return { ...state, debit: { name: 'requested', ...event.data } };
    case 'DebitStaged':
      return state.debit.name === 'requested'
        ? { ...state, debit: { ...state.debit, name: 'staged', document: event.data.document } }
        : state;
    case 'DebitLeftToPerson':
      return { ...state, debit: { name: 'left-to-person' } };
    case 'CreditOffsetPosted':
      return { ...state, debit: { name: 'posted' } };
    case 'InventoryRestocked':
    case 'TaskOpened':
      return state;
  }
}

function refundAfter(
  state: Rma,
  event: Extract<RmaEvent, { type: 'RefundObserved' | 'RefundMoneyObserved' }>,
): ObservedRefund {
  const before = state.refunds[event.data.refundId] ?? unseen;
  if (event.type === 'RefundObserved') {
    return { ...before, recorded: { refunded: event.data.refunded, pending: event.data.pending } };
  }
  return {
    ...before,
    settled: plus(before.settled, event.data.settled),
    failed: plus(before.failed, event.data.failed),
  };
}

/** Money that has reached the shopper and money still under way; null while the refund was not seen. */
export function moneyOf(refund: ObservedRefund | undefined): { refunded: Money; pending: Money } | null {
  if (refund?.recorded === null || refund?.recorded === undefined) return null;
  const { refunded, pending } = refund.recorded;
  const decided = [refund.settled, refund.failed].filter((amount) => amount !== null);
  return {
    refunded: refund.settled === null ? refunded : add(refunded, refund.settled),
    pending: decided.reduce((left, amount) => subtract(left, amount), pending),
  };
}
