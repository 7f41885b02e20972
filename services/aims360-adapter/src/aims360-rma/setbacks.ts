import { nothing } from '@backhaul/contracts';
import type { RmaCommand, RmaOperation } from './commands.js';
import type { RmaDecision } from './decide.js';
import type { Rma } from './state.js';
import { openTask, type Task } from './tasks.js';

type RecordSetback = Extract<RmaCommand, { kind: 'RecordSetback' }>;

interface Wording extends Pick<Task, 'id' | 'kind' | 'role'> {
  readonly refused: string;
  readonly doubtful: string;
  readonly remedy: string;
}

const wordings: Record<RmaOperation, Wording> = {
  'create-rma': {
    id: 'create-rma',
    kind: 'create-rma',
    role: 'operator',
    refused: 'The RMA could not be created',
    doubtful: 'Whether the RMA was created is not known',
    remedy: 'Mend the cause and retry the call, or create the RMA in AIMS360 with exactly these values.',
  },
  'credit-rma': {
    id: 'credit-rma',
    kind: 'confirm-credit',
    role: 'finance',
    refused: 'The credit could not be confirmed',
    doubtful: 'Whether the credit was confirmed is not known',
    remedy: 'Mend the cause and retry the call, or Credit › Confirm in AIMS360.',
  },
  'stage-debit': {
    id: 'stage-debit',
    kind: 'post-debit',
    role: 'finance',
    refused: 'The AR debit could not be entered',
    doubtful: 'Whether the AR debit was entered is not known',
    remedy: 'Mend the cause and retry the call, or post it in AIMS360 with exactly these values.',
  },
  'post-batch': {
    id: 'stage-debit',
    kind: 'post-debit',
    role: 'finance',
    refused: 'The AR debit could not be posted',
    doubtful: 'Whether the AR debit was posted is not known',
    remedy: 'Mend the cause and retry the call, or Post Transactions in AIMS360.',
  },
};

/** Whether what the call was for is there meanwhile, by whomever: then nobody needs to act. */
/** Whether what the call was for is there meanwhile, by whomever: then nobody needs to act. */
const done: Record<RmaOperation, (state: Rma, detail: string | null) => boolean> = {
  'create-rma': ({ rmaNumber }) => rmaNumber !== null,
  'credit-rma': ({ credit }) => credit !== null,
  'stage-debit': isOffset,
  'post-batch': isOffset,
};

function isOffset({ offset }: Rma, purpose: string | null): boolean {
  return Object.values(offset.told).some((told) => told === purpose);
}

/** The ERP refused, or does not say what became of a call: it waits for a person, nothing is guessed. */
export function recordSetback({ returnId, setback, at }: RecordSetback, state: Rma): RmaDecision {
  const { operation, detail, outcome, reason, values } = setback;
  if (done[operation](state, detail)) return nothing;
  const { id: what, role, remedy, refused, doubtful, ...wording } = wordings[operation];
  const kind = setback.kind ?? wording.kind;
  const id = detail === null ? what : `${what}-${detail}`;
  const title = outcome === 'refused' ? refused : doubtful;
  const why = `${reason.replace(/[.\s]*$/, '.')} ${remedy}`;
  return { events: [openTask(returnId, at, { id, kind, title, why, role, values })], calls: [] };
}
