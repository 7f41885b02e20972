import { displayMoney, type Money } from '@backhaul/money';
import { debitValues, type DebitDraft } from './debit-draft.js';
import type { RmaEvent } from './events.js';
import { openTask } from './tasks.js';

/** Credit and refund do not agree: nothing is posted until a person has decided. */
export function amountsDiffer(draft: DebitDraft, credited: Money, at: Date): RmaEvent {
  const { returnId, amount } = draft;
  return openTask(returnId, at, {
    id: 'credit-refund-differ',
    kind: 'credit-refund-differ',
    title: 'Credit and refund differ',
    why: `The ERP credited ${displayMoney(credited)}, the shopper got ${displayMoney(amount)}. Decide what offsets the difference, then post the debit.`,
    role: 'finance',
    values: { credited: displayMoney(credited), ...debitValues(draft) },
  });
}

/** The store keeps posting to itself: the exact values to key. */
export function postByHand(draft: DebitDraft, at: Date): RmaEvent {
  return openTask(draft.returnId, at, {
    id: 'post-debit',
    kind: 'post-debit',
    title: `Post the AR debit against ${draft.creditDocument}`,
    why: 'The shopper was refunded; the open credit must be offset. Post adjustment against an existing unapplied, then Post Transactions.',
    role: 'finance',
    values: debitValues(draft),
  });
}

/** Posted rows are final in the ERP: only an adjustment mends it. */
export function debitDiffers(returnId: string, posted: Money, refunded: Money, at: Date): RmaEvent {
  return openTask(returnId, at, {
    id: 'debit-refund-differ',
    kind: 'debit-refund-differ',
    title: 'The AR debit and the refund differ',
    why: `${displayMoney(posted)} was posted by hand, the shopper got ${displayMoney(refunded)}. Adjust the account in the ERP.`,
    role: 'finance',
    values: { posted: displayMoney(posted), refunded: displayMoney(refunded) },
  });
}
