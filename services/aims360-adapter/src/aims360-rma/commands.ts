import type { EventData } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';
import type { RmaPolicy } from './policy.js';
import type { RmaSnapshot } from './rma-snapshot.js';

/** What may be asked of an RMA. Times come in with the command. */
export type RmaCommand =
  | { kind: 'AuthorizeReturn'; initiated: EventData<'ReturnInitiated'>; policy: RmaPolicy; at: Date }
  /** The RMA as read back after a call, or as a poll found it: both are the same fact. */
  | { kind: 'ObserveRma'; returnId: string; rma: RmaSnapshot }
  /** A poll found the RMA, and could not read it. */
  | { kind: 'ReportUnreadable'; returnId: string; rmaNumber: string; problem: string; at: Date }
  | { kind: 'RecordProcessed'; returnId: string; refundIds: readonly string[]; refunded: Money; at: Date }
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
  | { kind: 'ConfirmDebitStaged'; returnId: string; batchId: string; document: string; at: Date }
  /** A debit with the reference of this return stands posted in the ERP, whoever posted it. */
  | { kind: 'RecordPostedDebit'; returnId: string; debit: PostedDebit }
  /** A call was refused, or stays in doubt: a person has to look. */
  | { kind: 'RecordSetback'; returnId: string; setback: Setback; at: Date };

/** A refund as the shop recorded it. Tax is that of the refunded lines. */
export interface RefundRecord {
  readonly refundId: string;
  readonly refunded: Money;
  readonly pending: Money;
  readonly tax: Money;
}

/** An AR debit that moved a balance. */
export interface PostedDebit {
  readonly reference: string;
  readonly document: string;
  readonly amount: Money;
  /** Its reason, by its code; null when the ERP shows none. */
  readonly reason: string | null;
  /** ISO 8601, UTC. */
  readonly postedAt: string;
}

/** What we do in the ERP, one call each. */
export type RmaOperation = 'create-rma' | 'credit-rma' | 'stage-debit' | 'post-batch';

/** A call that did not come to its end, and what a person needs to do it by hand. */
export interface Setback {
  readonly operation: RmaOperation;
  readonly outcome: 'refused' | 'needs-person';
  /** In the ERP's words where it gave some. */
  readonly reason: string;
  /** Kind of the task, where the cause is known more closely than the operation. */
  readonly kind: string | null;
  readonly values: Readonly<Record<string, string>>;
}
