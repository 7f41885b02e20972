import { displayMoney, type Money } from '@backhaul/money';
import type { RmaCommand, RmaOperation } from './commands.js';
import type { DebitProposal } from './debit.js';
import type { RmaDecision } from './decide.js';
import type { RmaEvent } from './events.js';
import type { Rma } from './state.js';

interface Task {
  kind: string;
  title: string;
  why: string;
  role: 'operator' | 'finance';
  values: Record<string, string>;
}

function open(returnId: string, at: Date, task: Task): RmaEvent {
  const data = { taskId: `${task.kind}:${returnId}`, returnId, openedAt: at.toISOString(), ...task };
  return { type: 'TaskOpened', data, occurredAt: at };
}

const valuesOf = (proposal: DebitProposal): Record<string, string> => ({
  credit: proposal.creditDocument,
  amount: displayMoney(proposal.amount),
  reason: proposal.reason,
  reference: proposal.reference,
});

/** Credit and refund do not agree: nothing is posted until a person has decided. */
export function amountsDiffer(returnId: string, credited: Money, proposal: DebitProposal, at: Date): RmaEvent {
  return open(returnId, at, {
    kind: 'credit-refund-differ',
    title: 'Credit and refund differ',
    why: `The ERP credited ${displayMoney(credited)}, the shopper got ${displayMoney(proposal.amount)}. Decide what offsets the difference, then post the debit.`,
    role: 'finance',
    values: { credited: displayMoney(credited), ...valuesOf(proposal) },
  });
}

/** The store keeps posting to itself: the exact values to key. */
export function postByHand(returnId: string, account: string, proposal: DebitProposal, at: Date): RmaEvent {
  return open(returnId, at, {
    kind: 'post-debit',
    title: `Post the AR debit against ${proposal.creditDocument}`,
    why: 'The shopper was refunded; the open credit must be offset. Post adjustment against an existing unapplied, then Post Transactions.',
    role: 'finance',
    values: { account, ...valuesOf(proposal) },
  });
}

const remedies: Record<RmaOperation, { kind: string; title: string; remedy: string }> = {
  'create-rma': {
    kind: 'create-rma',
    title: 'The RMA could not be created',
    remedy: 'Import the order or map the item in the ERP, then retry the call.',
  },
  'credit-rma': {
    kind: 'confirm-credit',
    title: 'The credit could not be confirmed',
    remedy: 'Confirm it in the ERP, or mend the cause and retry the call.',
  },
  'stage-debit': {
    kind: 'post-debit',
    title: 'The AR debit could not be entered',
    remedy: 'Mend the cause and retry the call.',
  },
  'post-batch': {
    kind: 'post-debit',
    title: 'The AR debit could not be posted',
    remedy: 'Mend the cause and retry the call.',
  },
};

/** An operation was refused by the ERP: it waits for a person, nothing is guessed. */
export function recordRefusal(command: Extract<RmaCommand, { kind: 'RecordRefusal' }>, state: Rma): RmaDecision {
  const { returnId, operation, reason, at } = command;
  const { kind, title, remedy } = remedies[operation];
  const values: Record<string, string> = { return: state.requested?.externalReturnId ?? returnId };
  if (state.rmaNumber !== null) values['rma'] = state.rmaNumber;
  const role = operation === 'create-rma' ? 'operator' : 'finance';
  const task = open(returnId, at, { kind, title, why: `${reason} ${remedy}`, role, values });
  return { events: [task], calls: [] };
}
