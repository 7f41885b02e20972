import { displayMoney, equals, isZero, subtract, sum } from '@backhaul/money';
import type { RmaEvent } from '../events.js';
import type { Requested, Rma } from '../state.js';
import { closeTask, openTask, type Task } from '../tasks.js';
import { adjustmentValues, signed } from './adjustment.js';
import { draftOf } from './drafts.js';
import type { Part } from './parts.js';
import { purposeNames, purposes } from './purposes.js';
import { isPosted, settle, type Settlement } from './settlement.js';

type Known = Exclude<Settlement, { name: 'waiting' }>;

/** What finance has to do about the credit now: opens what is missing, closes what is done or does not hold any more. */
export function offsetTasks(returnId: string, at: Date, state: Rma): RmaEvent[] {
  const { requested, credit } = state;
  if (requested === null || credit === null) return [];
  const settlement = settle(state);
  const wanted =
    settlement.name === 'waiting' ? [] : wantedTasks(returnId, requested, credit.documentNumber, settlement, state);
  const keep = new Set(wanted.map(({ id }) => id));
  const stale = ownIds.filter((id) => !keep.has(id));
  const closings = stale.flatMap((id) => closeTask(returnId, id, 'The credit shows it', at, state));
  return [...closings, ...wanted.map((task) => openTask(returnId, at, task))];
}

const postId = ({ purpose }: Pick<Part, 'purpose'>): string => `post-debit-${purpose}`;
const ownIds = [
  'credit-refund-differ',
  'debit-refund-differ',
  'post-staged-debits',
  'apply-credit',
  ...purposes.map((purpose) => postId({ purpose })),
];

function wantedTasks(returnId: string, requested: Requested, credit: string, known: Known, state: Rma): Task[] {
  if (known.name === 'differs') return [difference(returnId, requested, credit, known, state)];
  const unposted = known.parts.filter((part) => !isPosted(part, known.paired));
  return [
    ...byHand(returnId, requested, credit, unposted, state),
    ...staged(unposted, state),
    ...toApply(credit, known, state),
  ];
}

/** The credit and what consumed it do not agree: nothing is posted until a person has decided. */
function difference(
  returnId: string,
  requested: Requested,
  credit: string,
  known: Extract<Known, { name: 'differs' }>,
  state: Rma,
): Task {
  const wrong = known.paired.flatMap(({ adjustment, purpose }) => {
    const part = known.parts.find((one) => one.purpose === purpose);
    return part === undefined || equals(part.amount, signed(adjustment)) ? [] : [{ part, posted: signed(adjustment) }];
  });
  const [first] = wrong;
  if (first !== undefined) return wrongAmount(first.part, displayMoney(first.posted));
  const credited = state.credit?.total ?? known.rest;
  const lines = known.parts.map((part): [string, string] => {
    const { reason, reference } = draftOf(returnId, requested, credit, part);
    return [part.purpose, `${displayMoney(part.amount)}, reason ${reason}, reference ${reference}`];
  });
  const others = known.paired.filter(({ purpose }) => purpose === null).map(({ adjustment }) => adjustment);
  const foreign = others.map((one) => `${one.document} of ${displayMoney(signed(one))}`).join(', ');
  const why = [
    ...known.problems,
    `The ERP credited ${displayMoney(credited)}; ${displayMoney(known.rest)} of it is not explained by what the shopper got.`,
    ...(foreign === '' ? [] : [`Posted by hand: ${foreign}.`]),
    'Post an adjustment of the difference against the credit, or correct the account: the rest then goes on by itself.',
  ];
  return {
    id: 'credit-refund-differ',
    kind: 'credit-refund-differ',
    title: 'Credit and refund differ',
    why: why.join(' '),
    role: 'finance',
    values: {
      account: requested.policy.customerAccount,
      credit,
      credited: displayMoney(credited),
      difference: displayMoney(known.rest),
      ...Object.fromEntries(lines),
    },
  };
}

/** Posted rows are final in the ERP: only an adjustment mends it. */
function wrongAmount({ purpose, amount }: Part, posted: string): Task {
  const due = displayMoney(amount);
  return {
    id: 'debit-refund-differ',
    kind: 'debit-refund-differ',
    title: `The AR debit and the ${purposeNames[purpose]} differ`,
    why: `${posted} was posted by hand, ${due} was due. Adjust the account in the ERP.`,
    role: 'finance',
    values: { posted, due },
  };
}

/** The store keeps posting to itself: the exact values to key. */
function byHand(
  returnId: string,
  requested: Requested,
  credit: string,
  unposted: readonly Part[],
  { offset }: Rma,
): Task[] {
  if (requested.policy.postDebit !== 'person' || offset.released) return [];
  return unposted.map((part) => ({
    id: postId(part),
    kind: 'post-debit',
    title: `Post the AR ${part.amount.amount < 0 ? 'credit adjustment' : 'debit'} against ${credit}`,
    why: `The ${purposeNames[part.purpose]} is confirmed; the open credit must be offset. Post adjustment against an existing unapplied, then Post Transactions.`,
    role: 'finance',
    values: adjustmentValues(draftOf(returnId, requested, credit, part)),
  }));
}

/** Entered, and a person posts them: in AIMS360, or by asking us to. */
function staged(unposted: readonly Part[], { offset, requested, credit }: Rma): Task[] {
  const waiting = unposted.flatMap((part) => {
    const entered = offset.entered[part.purpose];
    return entered?.name === 'staged' && !entered.posting ? [{ ...entered, purpose: part.purpose }] : [];
  });
  if (waiting.length === 0 || credit === null) return [];
  const total = displayMoney(
    sum(
      waiting.map(({ amount }) => amount),
      credit.total.currency,
    ),
  );
  const lines = waiting.map(({ purpose, amount, document, batchId, reference }): [string, string] => [
    purpose,
    `${displayMoney(amount)}, document ${document}, batch ${batchId}, reference ${reference}`,
  ]);
  return [
    {
      id: 'post-staged-debits',
      kind: 'post-staged-debits',
      title: `Post what was entered against ${credit.documentNumber}`,
      why: `${total} is entered and waits for Post Transactions.`,
      role: 'finance',
      values: {
        account: requested?.policy.customerAccount ?? '',
        credit: credit.documentNumber,
        total,
        ...Object.fromEntries(lines),
      },
    },
  ];
}

/** The exchange order is at full price: the credit pays its invoice. AIMS360 has no call for it. */
function toApply(credit: string, { toApply: due, applied }: Known, { offset, processed, requested }: Rma): Task[] {
  const left = subtract(due, applied);
  if (isZero(left)) return [];
  const ids = [...new Set([...(processed?.exchangeOrderIds ?? []), ...(requested?.exchangeOrderIds ?? [])])];
  const orders = ids.map((id) => offset.exchangeOrders[id]?.name ?? id).join(', ');
  return [
    {
      id: 'apply-credit',
      kind: 'apply-credit',
      title: `Apply ${displayMoney(left)} of ${credit} to the invoice of ${orders}`,
      why: `The exchange order ${orders} is at full price, so the credit pays for it. Apply ${displayMoney(left)} as soon as it is invoiced.`,
      role: 'finance',
      values: { account: requested?.policy.customerAccount ?? '', credit, amount: displayMoney(left), order: orders },
    },
  ];
}
