import { add, type Money } from '@backhaul/money';
import type { PostedDebit } from './commands.js';
import type { RmaEvent, RmaUnit } from './events.js';
import type { RmaPolicy } from './policy.js';
import { unseen, type ObservedRefund } from './refund.js';
import type { ItemQuantities } from './rma-snapshot.js';

export interface Requested {
  readonly externalReturnId: string;
  readonly order: { orderId: string; orderName: string };
  readonly units: readonly RmaUnit[];
  readonly expectedCredit: Money;
  readonly policy: RmaPolicy;
}

/** How far the AR debit is that offsets the credit. */
export type Debit =
  | { readonly name: 'none' | 'left-to-person' }
  | { readonly name: 'requested'; readonly amount: Money; readonly reference: string }
  | { readonly name: 'staged'; readonly amount: Money; readonly reference: string }
  /** Posted in the ERP, while the credit that it offsets was not seen yet. */
  | { readonly name: 'seen'; readonly posted: PostedDebit }
  | { readonly name: 'posted'; readonly amount: Money };

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
  readonly credit: { readonly documentNumber: string; readonly total: Money } | null;
  readonly creditRequested: boolean;
  readonly held: boolean;
  readonly processed: { readonly refundIds: readonly string[]; readonly refunded: Money } | null;
  readonly refunds: Readonly<Record<string, ObservedRefund>>;
  readonly debit: Debit;
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
  debit: { name: 'none' },
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
      const { documentNumber, total } = event.data;
      return { ...changed(state, event), credit: { documentNumber, total } };
    }
    case 'ProcessingObserved':
      return { ...state, processed: event.data };
    case 'RefundObserved':
    case 'RefundMoneyObserved':
      return { ...state, refunds: { ...state.refunds, [event.data.refundId]: refundAfter(state, event) } };
    case 'DebitRequested':
    case 'DebitStaged':
    case 'DebitLeftToPerson':
    case 'DebitObserved':
    case 'CreditOffsetPosted':
      return { ...state, debit: debitAfter(state.debit, event) };
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

type DebitEvent = Extract<
  RmaEvent,
  { type: 'DebitRequested' | 'DebitStaged' | 'DebitLeftToPerson' | 'DebitObserved' | 'CreditOffsetPosted' }
>;

function debitAfter(debit: Debit, event: DebitEvent): Debit {
  switch (event.type) {
    case 'DebitRequested':
      return { name: 'requested', amount: event.data.amount, reference: event.data.reference };
    case 'DebitStaged':
      return debit.name === 'requested' ? { ...debit, name: 'staged' } : debit;
    case 'DebitLeftToPerson':
      return { name: 'left-to-person' };
    case 'DebitObserved':
      return { name: 'seen', posted: event.data };
    case 'CreditOffsetPosted':
      return { name: 'posted', amount: event.data.amount };
  }
}
