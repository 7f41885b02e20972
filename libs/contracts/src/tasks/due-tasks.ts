import type { Published } from '../domain.js';
import type { EventData } from '../envelope.js';

/** Work for a person that follows from what is known; its kind, and what it is about, make its id. */
export interface DueTask extends Pick<EventData<'TaskOpened'>, 'kind' | 'title' | 'why' | 'role'> {
  /** The exact values to use. */
  readonly values: Readonly<Record<string, string>>;
}

/** An open task, as an aggregate remembers it. */
export interface OpenTask {
  /** ISO 8601, UTC. */
  readonly openedAt: string;
  readonly why: string;
}

type TaskEvent = Published<'TaskOpened' | 'TaskClosed'>;

/** Opens the tasks that are due, by their ids, tells anew what has another reason now, and closes the others. `how`: why those are done. */
export function changedTasks(
  due: ReadonlyMap<string, DueTask>,
  open: ReadonlyMap<string, OpenTask>,
  { returnId, at, how }: { returnId: string | null; at: Date; how: string },
): TaskEvent[] {
  const opened = [...due].filter(([id, task]) => open.get(id)?.why !== task.why);
  const closed = [...open].filter(([id]) => !due.has(id));
  return [
    ...opened.map(([taskId, task]): TaskEvent => {
      const data = { ...task, values: { ...task.values }, taskId, returnId, openedAt: at.toISOString() };
      return { type: 'TaskOpened', data, occurredAt: at };
    }),
    ...closed.map(([taskId, { openedAt }]): TaskEvent => {
      const occurredAt = latest(at, openedAt);
      return { type: 'TaskClosed', data: { taskId, returnId, how, closedAt: occurredAt.toISOString() }, occurredAt };
    }),
  ];
}

/** A task is never closed before it was opened: times come from several clocks. */
const latest = (at: Date, openedAt: string): Date => new Date(Math.max(at.getTime(), Date.parse(openedAt)));
