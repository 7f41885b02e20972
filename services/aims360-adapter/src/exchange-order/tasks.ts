import type { ExchangeOrderEvent } from './events.js';
import type { ExchangeOrder } from './state.js';
import { taskRules, type DueTask } from './task-rules.js';

/** Opens the tasks that are due by what is known, tells anew what has another reason now, and closes the others. */
export function taskChanges(exchangeOrderId: string, at: Date, state: ExchangeOrder): ExchangeOrderEvent[] {
  const { seen } = state;
  if (seen === null) return [];
  const due = new Map(
    taskRules
      .map((rule) => rule(seen, state))
      .filter((task) => task !== null)
      .map((task) => [`${task.kind}:${seen.order.orderId}:${exchangeOrderId}`, task]),
  );
  const opened = [...due].filter(([id, task]) => state.tasks.get(id)?.why !== task.why);
  const closed = [...state.tasks].filter(([id]) => !due.has(id));
  return [
    ...opened.map(([id, task]) => open(id, task, at, state)),
    ...closed.map(([id, { openedAt }]) => close(id, latest(at, openedAt), state)),
  ];
}

function open(taskId: string, task: DueTask, at: Date, { returnId }: ExchangeOrder): ExchangeOrderEvent {
  const data = { ...task, values: { ...task.values }, taskId, returnId, openedAt: at.toISOString() };
  return { type: 'TaskOpened', data, occurredAt: at };
}

function close(taskId: string, at: Date, { returnId, seen, imported }: ExchangeOrder): ExchangeOrderEvent {
  const how = howOf(seen?.order.cancelled ?? false, imported !== null);
  return { type: 'TaskClosed', data: { taskId, returnId, how, closedAt: at.toISOString() }, occurredAt: at };
}

function howOf(cancelled: boolean, imported: boolean): string {
  if (imported) return 'The order is in AIMS360.';
  return cancelled ? 'The exchange order was cancelled.' : 'It is no longer needed.';
}

/** A task is never closed before it was opened: times come from several clocks. */
const latest = (at: Date, openedAt: string): Date => new Date(Math.max(at.getTime(), Date.parse(openedAt)));
