import type { EventData } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';
import type { RmaPolicy } from './policy.js';
import type { RmaSnapshot } from './rma-snapshot.js';

/** What may be asked of an RMA. Times come in with the command. */
export type RmaCommand =
  | { kind: 'AuthorizeReturn'; initiated: EventData<'ReturnInitiated'>; policy: RmaPolicy; at: Date }
  /** The RMA as read back after creation, or as a poll found it: both are the same fact. */
  | { kind: 'ObserveRma'; returnId: string; rma: RmaSnapshot }
  | { kind: 'RecordProcessed'; returnId: string; refundIds: string[]; refunded: Money; at: Date }
  | { kind: 'RecordRefund'; returnId: string; refundId: string; refunded: Money; pending: Money; at: Date }
  | { kind: 'RecordRefundMoney'; returnId: string; refundId: string; settled: Money; failed: Money; at: Date }
  | { kind: 'ConfirmDebitStaged'; returnId: string; batchId: string; document: string; at: Date }
  | { kind: 'ConfirmDebitPosted'; returnId: string; document: string; at: Date }
  /** An operation was refused: a person has to mend the cause. */
  | { kind: 'RecordRefusal'; returnId: string; operation: RmaOperation; reason: string; at: Date };

export type RmaOperation = 'create-rma' | 'credit-rma' | 'stage-debit' | 'post-batch';
