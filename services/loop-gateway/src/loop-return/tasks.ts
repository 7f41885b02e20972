import type { LoopReturnEvent } from './events.js';
import { leftTasks } from './left-calls.js';
import type { LoopReturn, Stage } from './state.js';
import { taskRules, type DueTask } from './task-rules.js';

/** Opens the tasks that are due by what is known, and closes those that are no longer: each once, whatever came first. */
export function taskChanges(returnId: string, at: Date, state: LoopReturn): LoopReturnEvent[] {
  const due = new Map(
    [...taskRules.map((rule) => rule(returnId, state)), ...leftTasks(returnId, state)]
      .filter((task) => task !== null)
      .map((task) => [`${task.kind}:${returnId}:${task.since}`, task]),
  );
  const opened = [...due].filter(([id]) => !state.tasks.has(id)).map(([id, task]) => open(id, returnId, task, at));
  const closed = [...state.tasks]
    .filter(([id]) => !due.has(id))
    .map(([id, openedAt]) => close(id, returnId, latest(at, openedAt), state.stage));
  return [...opened, ...closed];
}

function open(taskId: string, returnId: string, task: DueTask, at: Date): LoopReturnEvent {
  const { since: _, ...rest } = task;
  return {
    type: 'TaskOpened',
    data: { taskId, returnId, openedAt: at.toISOString(), ...rest },
    occurredAt: at,
  };
}

function close(taskId: string, returnId: string, at: Date, stage: Stage): LoopReturnEvent {
  return {
    type: 'TaskClosed',
    data: { taskId, returnId, how: endings[stage.name], closedAt: at.toISOString() },
    occurredAt: at,
  };
}

const endings: Record<Stage['name'], string> = {
  unknown: 'It is no longer needed.',
  open: 'It is no longer needed.',
  review: 'It is no longer needed.',
  processed: 'The return was processed.',
  closed: 'The return was closed.',
  cancelled: 'The return was cancelled.',
  expired: 'The return has expired.',
};

/** A task is never closed before it was opened: times come from several clocks. */
const latest = (at: Date, openedAt: string): Date => new Date(Math.max(at.getTime(), Date.parse(openedAt)));
