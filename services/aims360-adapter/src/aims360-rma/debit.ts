import { nothing } from '@backhaul/contracts';
import { equals, isZero, sum, type Money } from '@backhaul/money';
import type { RmaCommand } from './commands.js';
import type { RmaDecision } from './decide.js';
import type { RmaEvent } from './events.js';
import { evolve, moneyOf, type Requested, type Rma } from './state.js';
import { amountsDiffer, postByHand } from './tasks.js';

type Command<K extends RmaCommand['kind']> = Extract<RmaCommand, { kind: K }>;

export const stageDebitEffect = 'aims360.stage-debit';
export const postBatchEffect = 'aims360.post-batch';

/** Loop has given the outcome: these refunds belong to the return. */
export function recordProcessed(command: Command<'RecordProcessed'>, state: Rma): RmaDecision {
  if (state.processed !== null) return nothing;
  const { returnId, refundIds, refunded, at } = command;
  return andDebit(returnId, at, { type: 'ProcessingObserved', data: { refundIds, refunded }, occurredAt: at }, state);
}

/** The shop has made a refund on the order of this return; it may or may not be this return's. */
export function recordRefund(command: Command<'RecordRefund'>, state: Rma): RmaDecision {
  const { returnId, refundId, refunded, pending, at } = command;
  if (moneyOf(state.refunds[refundId]) !== null) return nothing;
  return andDebit(
    returnId,
    at,
    { type: 'RefundObserved', data: { refundId, refunded, pending }, occurredAt: at },
    state,
  );
}

/** Money of a refund that was pending has settled or failed. */
export function recordRefundMoney(command: Command<'RecordRefundMoney'>, state: Rma): RmaDecision {
  const { returnId, refundId, settled, failed, at } = command;
  return andDebit(
    returnId,
    at,
    { type: 'RefundMoneyObserved', data: { refundId, settled, failed }, occurredAt: at },
    state,
  );
}

function andDebit(returnId: string, at: Date, fact: RmaEvent, state: Rma): RmaDecision {
  const debit = debitWhenProven(returnId, at, evolve(state, fact));
  return { events: [fact, ...debit.events], calls: debit.calls };
}

/**
 * The debit follows the money: only when every refund of the return is confirmed in the shop and nothing is pending
 * (contracts/aims360.md §5.4), and only when it closes the credit to the cent.
 */
export function debitWhenProven(returnId: string, at: Date, state: Rma): RmaDecision {
  const { requested, credit } = state;
  const amount = refundedInFull(state);
  if (requested === null || credit === null || amount === null || state.debit.name !== 'none') return nothing;
  const reference = `LOOP-${requested.externalReturnId}-R`.slice(0, 30);
  const proposal = { creditDocument: credit.documentNumber, amount, reference, reason: requested.policy.debitReason };
  if (!equals(amount, credit.total))
    return leftToPerson(at, amount, amountsDiffer(returnId, credit.total, proposal, at));
  if (requested.policy.postDebit === 'person') {
    return leftToPerson(at, amount, postByHand(returnId, requested.policy.customerAccount, proposal, at));
  }
  return {
    events: [{ type: 'DebitRequested', data: { amount, reference }, occurredAt: at }],
    calls: [{ key: `debit:${returnId}`, kind: stageDebitEffect, payload: debitDraft(returnId, requested, proposal) }],
  };
}

/** An AR debit as we want it posted against the open credit. */
export interface DebitProposal {
  readonly creditDocument: string;
  readonly amount: Money;
  readonly reference: string;
  readonly reason: string;
}

export interface DebitDraft extends DebitProposal {
  readonly returnId: string;
  readonly customerAccount: string;
  readonly notes: string;
}

function debitDraft(returnId: string, requested: Requested, proposal: DebitProposal): DebitDraft {
  const notes = `Shopify refund ${requested.order.orderName}`;
  return { returnId, customerAccount: requested.policy.customerAccount, notes, ...proposal };
}

function leftToPerson(at: Date, amount: Money, task: RmaEvent): RmaDecision {
  return { events: [{ type: 'DebitLeftToPerson', data: { amount }, occurredAt: at }, task], calls: [] };
}

/** What the shopper got for this return; null until every refund was seen and has settled. */
function refundedInFull({ processed, refunds }: Rma): Money | null {
  if (processed === null) return null;
  const seen = processed.refundIds.map((id) => moneyOf(refunds[id]));
  const settled = seen.flatMap((money) => (money !== null && isZero(money.pending) ? [money.refunded] : []));
  return settled.length < processed.refundIds.length ? null : sum(settled, processed.refunded.currency);
}

/** Staged: now Post Transactions. */
export function confirmDebitStaged(command: Command<'ConfirmDebitStaged'>, state: Rma): RmaDecision {
  const { debit, requested } = state;
  if (debit.name !== 'requested' || requested === null) return nothing;
  const { returnId, batchId, document, at } = command;
  const { customerAccount } = requested.policy;
  const payload = { returnId, batchId, document, customerAccount, reference: debit.reference };
  return {
    events: [{ type: 'DebitStaged', data: { batchId, document }, occurredAt: at }],
    calls: [{ key: `post:${returnId}`, kind: postBatchEffect, payload }],
  };
}

/** Posted: the open credit of this return is offset. */
export function confirmDebitPosted(command: Command<'ConfirmDebitPosted'>, state: Rma): RmaDecision {
  const { debit, requested, credit } = state;
  if (debit.name !== 'staged' || requested === null || credit === null) return nothing;
  const { returnId, document, at } = command;
  const data = {
    returnId,
    creditDocument: credit.documentNumber,
    documentNumber: document,
    amount: debit.amount,
    reason: requested.policy.debitReason,
    reference: debit.reference,
    postedAt: at.toISOString(),
    system: 'AIMS360',
  };
  return { events: [{ type: 'CreditOffsetPosted', data, occurredAt: at }], calls: [] };
}
