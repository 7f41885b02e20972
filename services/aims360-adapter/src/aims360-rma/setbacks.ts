import { nothing } from '@backhaul/contracts';
import type { RmaCommand, RmaOperation, Setback } from './commands.js';
import type { RmaDecision } from './decide.js';
import type { RmaEvent } from './events.js';
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
  'edit-rma': {
    id: 'edit-rma',
    kind: 'edit-rma',
    role: 'operator',
    refused: 'The RMA could not be changed',
    doubtful: 'Whether the RMA was changed is not known',
    remedy: 'Mend the cause and retry the call, or change the RMA in AIMS360 to exactly these values.',
  },
  'receive-rma': {
    id: 'receive-rma',
    kind: 'receive-rma',
    role: 'operator',
    refused: 'The receipt could not be booked',
    doubtful: 'Whether the receipt was booked is not known',
    remedy: 'Mend the cause and retry the call, or receive the RMA in AIMS360 with exactly these values.',
  },
  'void-rma': {
    id: 'void-rma',
    kind: 'void-rma',
    role: 'operator',
    refused: 'The RMA could not be voided',
    doubtful: 'Whether the RMA was voided is not known',
    remedy: 'Mend the cause and retry the call, or void the RMA in AIMS360.',
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
const done: Record<RmaOperation, (state: Rma, detail: string | null) => boolean> = {
  'create-rma': ({ rmaNumber, supplement }, detail) =>
    detail === null ? rmaNumber !== null : supplement !== null && supplement.rmaNumber !== null,
  // What the RMA shows after the next look closes these; until then a person is told.
  'edit-rma': () => false,
  'receive-rma': () => false,
  'void-rma': ({ voided }) => voided,
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
  const task = openTask(returnId, at, { id, kind, title, why, role, values });
  // Asked for again by a person, the credit then has a call of its own.
  const isOver = operation === 'credit-rma' && outcome === 'refused';
  const refusal: RmaEvent = { type: 'CreditRefused', data: { reason }, occurredAt: at };
  return { events: [...(isOver ? [refusal] : []), task, ...unknownItem(setback, at)], calls: [] };
}

/** The ERP knows no such item: mended there the call is retried, and mapped here the RMA is asked for again with the code it has. */
function unknownItem({ operation, outcome, kind, detail, values }: Setback, at: Date): RmaEvent[] {
  if (operation !== 'create-rma' || outcome !== 'refused' || kind !== 'map-item' || detail !== null) return [];
  const key = [values['upc'], values['sku']].find((code) => code !== undefined && code !== '(none)');
  if (key === undefined) return [];
  return [{ type: 'RmaBlocked', data: { values: [{ table: 'item', key }] }, occurredAt: at }];
}
