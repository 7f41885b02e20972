import type { EventData } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';
import type { Codes } from './codes.js';
import type { AdjustmentReading, CreditReading } from './offset/adjustment.js';
import type { ExchangeOrderFact } from './offset/offset-state.js';
import type { Purpose } from './offset/purposes.js';
import type { RmaPolicy } from './policy.js';
import type { RmaSnapshot } from './rma-snapshot.js';
import type { Processed } from './state.js';
import type { PostedReceipt } from './warehouse/receipt.js';

/** What may be asked of an RMA. Times come in with the command. */
export type RmaCommand =
  | {
      kind: 'AuthorizeReturn';
      initiated: EventData<'ReturnInitiated'>;
      policy: RmaPolicy;
      /** By default every unit has the store's one reason and warehouse. */
      codes?: Codes;
      at: Date;
    }
  /** What had no mapping has one now: codes of all units. */
  | { kind: 'ResumeAuthorization'; returnId: string; codes: Codes; at: Date }
  /** The return was taken over by a backfill, or its store is in shadow: who makes the RMA from now on. */
  | { kind: 'SetOwner'; returnId: string; owner: RmaPolicy['owner']; by: string; reason: string; at: Date }
  | { kind: 'ReviseReturn'; revised: EventData<'ReturnRevised'>; codes?: Codes; at: Date }
  | { kind: 'RemoveUnits'; returnId: string; unitIds: readonly string[]; at: Date }
  | { kind: 'EndReturn'; returnId: string; how: 'cancelled' | 'expired' | 'closed'; at: Date }
  /** An operator has the RMA voided. */
  | { kind: 'VoidRma'; returnId: string; by: string; reason: string; at: Date }
  /** A warehouse posted what came. */
  | { kind: 'RecordReceipt'; returnId: string; receipt: PostedReceipt; at: Date }
  /** A person of finance asks for the credit; `expected` is what the preview showed, null: what the units are worth. */
  | { kind: 'RequestCredit'; returnId: string; by: string; reason: string; expected: Money | null; at: Date }
  /** A person has done what no later read can show. */
  | { kind: 'CloseTask'; returnId: string; taskId: string; by: string; reason: string; at: Date }
  /** The RMA for late units. */
  | { kind: 'ObserveSupplement'; returnId: string; rma: RmaSnapshot }
  /** The RMA as read back after a call, or as a poll found it: both are the same fact. */
  | { kind: 'ObserveRma'; returnId: string; rma: RmaSnapshot }
  /** A poll found the RMA, and could not read it. */
  | { kind: 'ReportUnreadable'; returnId: string; rmaNumber: string; problem: string; at: Date }
  | { kind: 'RecordProcessed'; returnId: string; processed: Processed; at: Date }
  | { kind: 'RecordRefund'; returnId: string; refund: RefundRecord; at: Date }
  /** `factId` tells one settlement from another of the same amount. */
  | {
      kind: 'RecordRefundMoney';
      returnId: string;
      factId: string;
      refundId: string;
      settled: Money;
      failed: Money;
      at: Date;
    }
  /** A replacement order of the return's shop order. */
  | { kind: 'RecordExchangeOrder'; returnId: string; order: ExchangeOrderFact; at: Date }
  | { kind: 'ConfirmDebitStaged'; returnId: string; purpose: Purpose; batchId: string; document: string; at: Date }
  /** An adjustment stands posted, with the reference of this return or against its credit, whoever posted it. */
  | { kind: 'ObserveAdjustment'; returnId: string; adjustment: AdjustmentReading }
  /** The credit memo of the return as a poll found it: its balance tells what was applied to invoices. */
  | { kind: 'ObserveCredit'; returnId: string; reading: CreditReading }
  /** A person of finance: post what is entered, and what the store would have posted by hand. */
  | { kind: 'PostDebits'; returnId: string; by: string; reason: string; at: Date }
  /** A call was refused, or stays in doubt: a person has to look. */
  | { kind: 'RecordSetback'; returnId: string; setback: Setback; at: Date };

/** A refund as the shop recorded it. Tax is that of the refunded lines. */
export interface RefundRecord {
  readonly refundId: string;
  readonly refunded: Money;
  readonly pending: Money;
  readonly tax: Money;
}

/** What we do in the ERP, one call each. */
export type RmaOperation =
  'create-rma' | 'edit-rma' | 'receive-rma' | 'void-rma' | 'credit-rma' | 'stage-debit' | 'post-batch';

/** A call that did not come to its end, and what a person needs to do it by hand. */
export interface Setback {
  readonly operation: RmaOperation;
  /** Which one of several calls of that kind: the purpose of an adjustment. Null where there is one a return. */
  readonly detail: string | null;
  readonly outcome: 'refused' | 'needs-person';
  /** In the ERP's words where it gave some. */
  readonly reason: string;
  /** Kind of the task, where the cause is known more closely than the operation. */
  readonly kind: string | null;
  readonly values: Readonly<Record<string, string>>;
}
