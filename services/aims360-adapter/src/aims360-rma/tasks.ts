import { nothing } from '@backhaul/contracts';
import { mapTaskId } from './codes.js';
import type { RmaCommand } from './commands.js';
import type { RmaDecision } from './decide.js';
import type { RmaEvent } from './events.js';
import { evolve, type Rma } from './state.js';

/** Work for a person. */
export interface Task {
  /** Tells it from the other tasks of the return. */
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly why: string;
  readonly role: 'operator' | 'finance';
  readonly values: Readonly<Record<string, string>>;
}

const taskIdOf = (returnId: string, id: string): string => `${id}:${returnId}`;

export function openTask(returnId: string, at: Date, { id, ...task }: Task): RmaEvent {
  const data = { ...task, values: { ...task.values }, taskId: taskIdOf(returnId, id), returnId };
  return { type: 'TaskOpened', data: { ...data, openedAt: at.toISOString() }, occurredAt: at };
}

/** Nothing when it is not open. Never closed before it was opened, whatever the ERP's clock says. */
export const closeTask = (returnId: string, id: string, how: string, at: Date, state: Rma): RmaEvent[] =>
  closeById(returnId, taskIdOf(returnId, id), how, at, state);

function closeById(returnId: string, taskId: string, how: string, at: Date, { tasks }: Rma): RmaEvent[] {
  const task = tasks[taskId];
  if (task === undefined) return [];
  const occurredAt = new Date(Math.max(at.getTime(), Date.parse(task.openedAt)));
  return [{ type: 'TaskClosed', data: { taskId, returnId, how, closedAt: occurredAt.toISOString() }, occurredAt }];
}

/** Kinds of work that leave no trace in the ERP, so that only a person can say when it is done. */
const closedByPersons: readonly string[] = [
  'over-receipt',
  'wrong-item',
  'unknown-upc',
  'receipt-on-ended-return',
  'receive-rma',
  'late-units',
  'ended-with-goods',
  'return-changed',
  'receipt-corrected',
  'second-rma',
  'rma-void',
  'foreign-rma',
];

/** Whether it is open, and only a person can say when it is done. */
export function isClosable(taskId: string, { tasks }: Rma): boolean {
  const kind = tasks[taskId]?.kind;
  return kind !== undefined && closedByPersons.includes(kind);
}

/** A person has done it, and says so. */
export function closeByPerson(command: Extract<RmaCommand, { kind: 'CloseTask' }>, state: Rma): RmaDecision {
  const { returnId, taskId, by, reason, at } = command;
  if (!isClosable(taskId, state)) return nothing;
  return { events: closeById(returnId, taskId, `${by}: ${reason}`, at, state), calls: [] };
}

/** Tasks whose work is done once this was seen, whoever did it. */
function doneBy(event: RmaEvent, before: Rma): { how: string; tasks: readonly string[] } {
  switch (event.type) {
    case 'ReturnAuthorized':
      return { how: 'The RMA is in AIMS360', tasks: ['create-rma', ...before.blockedBy.map(mapTaskId)] };
    case 'AuthorizationCancelled':
      return { how: 'The RMA is void', tasks: ['void-rma', 'create-rma'] };
    case 'RmaBlocked': {
      const left = new Set(event.data.values.map(mapTaskId));
      return { how: 'It is mapped', tasks: before.blockedBy.map(mapTaskId).filter((id) => !left.has(id)) };
    }
    case 'CodesResolved':
      return { how: 'Every value is mapped', tasks: before.blockedBy.map(mapTaskId) };
    case 'EndObserved':
      return { how: 'The return is over', tasks: before.blockedBy.map(mapTaskId) };
    case 'CreditIssued':
      return { how: 'The credit memo is issued', tasks: ['credit-rma'] };
    case 'CreditOffsetPosted':
      // Earlier releases knew one debit per return, and one task for it.
      return { how: 'The AR debit is posted', tasks: [`stage-debit-${event.data.purpose}`, 'post-debit'] };
    default:
      return { how: '', tasks: [] };
  }
}

/** Leaves out what a person was told already in the same words, and closes what the decision shows as done. */
export function withTasks(returnId: string, { events, calls }: RmaDecision, state: Rma): RmaDecision {
  const news = events.filter((event) => event.type !== 'TaskOpened' || isNew(event, state));
  const after = news.reduce(evolve, state);
  const closings = news.flatMap((event) => {
    const { how, tasks } = doneBy(event, state);
    return tasks.flatMap((id) => closeTask(returnId, id, how, event.occurredAt, after));
  });
  return { events: [...news, ...closings], calls };
}

function isNew({ data }: Extract<RmaEvent, { type: 'TaskOpened' }>, { tasks }: Rma): boolean {
  return tasks[data.taskId]?.why !== data.why;
}
