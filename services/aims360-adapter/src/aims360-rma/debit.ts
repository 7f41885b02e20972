import { nothing } from '@backhaul/contracts';
import { equals, subtract, zero, type Money } from '@backhaul/money';
import type { PostedDebit, RmaCommand } from './commands.js';
import type { RmaDecision } from './decide.js';
import { postBatchEffect, referenceOf, stageDebitEffect, type DebitDraft, type StagedDebit } from './debit-draft.js';
import { amountsDiffer, debitDiffers, postByHand } from './debit-tasks.js';
import type { RmaEvent } from './events.js';
import { paidByAll } from './refund.js';
import { evolve, type Requested, type Rma } from './state.js';

/**
 * The debit follows the money: only when every refund of the return is confirmed in the shop and nothing is pending
 * (contracts/aims360.md §5.4), and only when it closes the credit to the cent. Once posted, by whomever, it is compared.
 */
export function offsetCredit(returnId: string, at: Date, state: Rma): RmaDecision {
  const { debit, requested, credit } = state;
  if (requested === null || credit === null) return nothing;
  if (debit.name === 'seen') {
    const posted = offsetPosted(returnId, requested, credit.documentNumber, debit.posted);
    return { events: [posted, ...offsetCredit(returnId, at, evolve(state, posted)).events], calls: [] };
  }
  const amount = dueAmount(requested, state);
  if (amount === null) return nothing;
  if (debit.name === 'posted' && !equals(debit.amount, amount)) {
    return { events: [debitDiffers(returnId, debit.amount, amount, at)], calls: [] };
  }
  if (debit.name !== 'none') return nothing;
  const draft = draftOf(returnId, requested, credit.documentNumber, amount);
  if (!equals(amount, credit.total)) return leftToPerson(at, draft, amountsDiffer(draft, credit.total, at));
  if (requested.policy.postDebit === 'person') return leftToPerson(at, draft, postByHand(draft, at));
  return {
    events: [{ type: 'DebitRequested', data: { amount, reference: draft.reference }, occurredAt: at }],
    calls: [{ key: `debit:${returnId}`, kind: stageDebitEffect, payload: draft }],
  };
}

/** What the shopper got, with tax where the ERP carries tax; null until all of it is proven. */
function dueAmount({ policy }: Requested, { processed, refunds }: Rma): Money | null {
  if (processed === null) return null;
  const paid = paidByAll(processed.refundIds, refunds, processed.refunded.currency);
  if (paid === null) return null;
  return policy.creditIncludesTax ? paid.refunded : subtract(paid.refunded, paid.tax);
}

function draftOf(returnId: string, requested: Requested, creditDocument: string, amount: Money): DebitDraft {
  const { customerAccount, debitReason: reason } = requested.policy;
  const notes = `Shopify refund ${requested.order.orderName}`;
  return {
    returnId,
    customerAccount,
    creditDocument,
    amount,
    reason,
    reference: referenceOf(requested.externalReturnId),
    notes,
  };
}

function leftToPerson(at: Date, { amount }: DebitDraft, task: RmaEvent): RmaDecision {
  return { events: [{ type: 'DebitLeftToPerson', data: { amount }, occurredAt: at }, task], calls: [] };
}

/** Staged: now Post Transactions. */
export function confirmDebitStaged(
  { returnId, batchId, document, at }: Extract<RmaCommand, { kind: 'ConfirmDebitStaged' }>,
  { debit, requested, credit }: Rma,
): RmaDecision {
  if (debit.name !== 'requested' || requested === null || credit === null) return nothing;
  const draft = draftOf(returnId, requested, credit.documentNumber, debit.amount);
  const payload: StagedDebit = { ...draft, batchId, document };
  return {
    events: [{ type: 'DebitStaged', data: { batchId, document }, occurredAt: at }],
    calls: [{ key: `post:${returnId}`, kind: postBatchEffect, payload }],
  };
}

/** Posted, by us or by a person who was faster: the fact is the same, and it is told once. */
export function recordPostedDebit(
  { returnId, debit }: Extract<RmaCommand, { kind: 'RecordPostedDebit' }>,
  state: Rma,
): RmaDecision {
  const { requested } = state;
  if (requested === null || debit.reference !== referenceOf(requested.externalReturnId)) return nothing;
  if (state.debit.name === 'seen' || state.debit.name === 'posted') return nothing;
  const at = new Date(debit.postedAt);
  const observed = { type: 'DebitObserved' as const, data: debit, occurredAt: at };
  return { events: [observed, ...offsetCredit(returnId, at, evolve(state, observed)).events], calls: [] };
}

function offsetPosted(
  returnId: string,
  { policy }: Requested,
  creditDocument: string,
  { document: documentNumber, amount, reference, reason, postedAt }: PostedDebit,
): RmaEvent {
  const debit = { documentNumber, amount, reason: reason ?? policy.debitReason, reference, postedAt };
  const taxNotCarried = zero(amount.currency);
  const data = { returnId, creditDocument, ...debit, purpose: 'refund' as const, taxNotCarried, system: 'AIMS360' };
  return { type: 'CreditOffsetPosted', data, occurredAt: new Date(postedAt) };
}
