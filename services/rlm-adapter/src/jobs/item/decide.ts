import { nothing, unreachable, type Decision } from '@backhaul/contracts';
import type { JobItemEvent, Outcome } from './events.js';
import { evolve, initial, MOST_ATTEMPTS, retryStateOf, type JobItem } from './state.js';

export type JobItemCommand =
  | { kind: 'Record'; itemId: string; outcome: Outcome; at: Date }
  /** A person has it tried again as if for the first time. */
  | { kind: 'Retry'; by: string; reason: string; at: Date };
type JobItemDecision = Decision<JobItemEvent>;

/** What becomes of one item of a job, run by run. Pure. */
export const jobItem = {
  initial,
  evolve,
  decide(command: JobItemCommand, state: JobItem): JobItemDecision {
    switch (command.kind) {
      case 'Record':
        return record(command, state);
      case 'Retry':
        return retry(command, state);
      default:
        return unreachable(command);
    }
  },
};

/** A run says the same of an item once. */
function record(command: Extract<JobItemCommand, { kind: 'Record' }>, state: JobItem): JobItemDecision {
  const { outcome, at } = command;
  const last = state.rows.at(-1);
  if (last !== undefined && outcome.result === 'SKIPPED' && saysTheSame(last, outcome)) return nothing;
  const recorded: JobItemEvent = { type: 'JobItemRecorded', data: outcome, occurredAt: at };
  return { events: [recorded, ...taskChanges(command, state, evolve(state, recorded))], calls: [] };
}

const saysTheSame = (row: Outcome, other: Outcome): boolean =>
  row.runId === other.runId &&
  row.result === other.result &&
  row.message === other.message &&
  row.callKey === other.callKey;

/** A dead item waits for a person, until it goes through. */
function taskChanges(
  { itemId, outcome, at }: Extract<JobItemCommand, { kind: 'Record' }>,
  { task }: JobItem,
  next: JobItem,
): JobItemEvent[] {
  const { job, returnId, message } = outcome;
  const retryState = retryStateOf(next);
  if (task !== null && retryState === 'NONE') {
    const data = { taskId: task, returnId, how: `${job} took the item.`, closedAt: at.toISOString() };
    return [{ type: 'TaskClosed', data, occurredAt: at }];
  }
  if (task !== null || retryState !== 'DEAD') return [];
  const data = {
    taskId: `dead-job-item:${itemId}`,
    returnId,
    kind: 'dead-job-item',
    title: `${job} gave up on ${outcome.entity} ${outcome.externalId}`,
    why: `It failed ${MOST_ATTEMPTS} times, the last time with: ${message ?? 'no message'}. No run tries it again by itself. Mend the cause, then retry the item.`,
    role: 'operator' as const,
    values: valuesOf(outcome),
    openedAt: at.toISOString(),
  };
  return [{ type: 'TaskOpened', data, occurredAt: at }];
}

const valuesOf = ({ job, runId, seq, entity, externalId, callKey }: Outcome): Record<string, string> => ({
  ...{ job, run: runId, item: String(seq), entity, id: externalId },
  ...(callKey === null ? {} : { call: callKey }),
});

function retry({ by, reason, at }: Extract<JobItemCommand, { kind: 'Retry' }>, state: JobItem): JobItemDecision {
  if (retryStateOf(state) === 'NONE') return nothing;
  return { events: [{ type: 'JobItemRetried', data: { by, reason }, occurredAt: at }], calls: [] };
}
