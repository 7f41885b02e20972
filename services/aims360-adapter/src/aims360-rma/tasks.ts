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
export function closeTask(returnId: string, id: string, how: string, at: Date, { tasks }: Rma): RmaEvent[] {
  const taskId = taskIdOf(returnId, id);
  const task = tasks[taskId];
  if (task === undefined) return [];
  const occurredAt = new Date(Math.max(at.getTime(), Date.parse(task.openedAt)));
  return [{ type: 'TaskClosed', data: { taskId, returnId, how, closedAt: occurredAt.toISOString() }, occurredAt }];
}

/** Tasks whose work is done once this was seen, whoever did it. */
function doneBy(event: RmaEvent): { how: string; tasks: readonly string[] } {
  switch (event.type) {
    case 'ReturnAuthorized':
      return { how: 'The RMA is in AIMS360', tasks: ['create-rma'] };
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
    const { how, tasks } = doneBy(event);
    return tasks.flatMap((id) => closeTask(returnId, id, how, event.occurredAt, after));
  });
  return { events: [...news, ...closings], calls };
}

function isNew({ data }: Extract<RmaEvent, { type: 'TaskOpened' }>, { tasks }: Rma): boolean {
  return tasks[data.taskId]?.why !== data.why;
}
