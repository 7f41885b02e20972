import { add, type Money } from '@backhaul/money';
import { evolveAuthorization } from './authorization-state.js';
import type { UnmappedValue } from './codes.js';
import type { Contents } from './contents.js';
import type { RmaEvent, RmaUnit } from './events.js';
import { evolveOffset, noOffset, type Offset } from './offset/offset-state.js';
import type { RmaPolicy } from './policy.js';
import { unseen, type ObservedRefund } from './refund.js';
import type { ItemQuantities } from './rma-snapshot.js';
import { evolveWarehouse } from './warehouse/warehouse-state.js';
import type { PostedUnit } from './warehouse/receipt.js';

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

/** The RMA for units that came after the credit. */
export interface Supplement {
  readonly externalReturnId: string;
  readonly rmaNumber: string | null;
  /** By SKU: what was told to be back in stock. */
  readonly stocked: Readonly<Record<string, { readonly restocked: number; readonly seconds: number }>>;
}

/** What is known of the RMA of one return. */
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
  /** What the RMA says, as far as it is known: what it was last asked to say, or the return when the RMA was first seen. */
  readonly asked: Contents | null;
  /** The RMA was asked for. */
  readonly creation: boolean;
  /** How often it was asked for. */
  readonly creations: number;
  readonly blockedBy: readonly UnmappedValue[];
  readonly revision: number;
  readonly removedUnits: ReadonlySet<string>;
  readonly edits: number;
  /** Tax that the RMA was brought down to, for a credit of a part; null: that of the return. */
  readonly taxAsked: Money | null;
  /** The return is over, and gave nothing. */
  readonly ended: 'cancelled' | 'expired' | 'closed' | null;
  readonly voidRequested: boolean;
  readonly voided: boolean;
  readonly foreign: boolean;
  readonly postedReceipts: ReadonlySet<string>;
  /** What warehouses posted of units of the return. */
  readonly postedUnits: readonly PostedUnit[];
  readonly keptRequested: boolean;
  readonly supplement: Supplement | null;
  readonly cleared: boolean;
  readonly creditRequested: boolean;
  /** The last request came to nothing. */
  readonly creditRefused: boolean;
  readonly creditAsks: number;
  readonly held: boolean;
  readonly processed: Processed | null;
  readonly refunds: Readonly<Record<string, ObservedRefund>>;
  readonly offset: Offset;
  /** Open tasks by their id. */
  readonly tasks: Readonly<Record<string, { readonly kind: string; readonly why: string; readonly openedAt: string }>>;
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
  asked: null,
  creation: false,
  creations: 0,
  blockedBy: [],
  revision: 1,
  removedUnits: new Set(),
  edits: 0,
  taxAsked: null,
  ended: null,
  voidRequested: false,
  voided: false,
  foreign: false,
  postedReceipts: new Set(),
  postedUnits: [],
  keptRequested: false,
  supplement: null,
  cleared: false,
  creditRequested: false,
  creditRefused: false,
  creditAsks: 0,
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
      return { ...state, blockedBy: [], rmaNumber: event.data.documentNumber, asked: state.asked ?? state.requested };
    case 'QuantitiesObserved':
      return { ...changed(state, event), quantities: { ...state.quantities, ...event.data.quantities } };
    case 'ReceiptRecorded':
      return received(state, event);
    case 'ReturnHeld':
      return { ...state, held: true };
    case 'CreditRequested':
      return { ...state, creditRequested: true, creditRefused: false, creditAsks: state.creditAsks + 1 };
    case 'CreditRefused':
      return { ...state, creditRefused: true };
    case 'ReturnCleared':
      return { ...state, cleared: true };
    case 'RmaBlocked':
    case 'CodesResolved':
    case 'CreationRequested':
    case 'OwnerSet':
    case 'RmaRevised':
    case 'UnitsRemoved':
    case 'EditRequested':
    case 'EndObserved':
    case 'VoidRequested':
    case 'AuthorizationCancelled':
    case 'ForeignRmaSeen':
      return evolveAuthorization(state, event);
    case 'ReceiptPosted':
    case 'KeptWrittenOff':
    case 'SupplementRequested':
    case 'SupplementObserved':
      return evolveWarehouse(state, event);
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
      const { taskId, kind, why, openedAt } = event.data;
      return { ...state, tasks: { ...state.tasks, [taskId]: { kind, why, openedAt } } };
    }
    case 'TaskClosed': {
      const { [event.data.taskId]: _closed, ...tasks } = state.tasks;
      return { ...state, tasks };
    }
    case 'InventoryRestocked':
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
