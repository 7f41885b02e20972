import { changedTasks } from '@backhaul/contracts';
import type { ExchangeOrderEvent } from './events.js';
import type { ExchangeOrder } from './state.js';
import { taskRules } from './task-rules.js';

/** Opens the tasks that are due by what is known, tells anew what has another reason now, and closes the others. */
export function taskChanges(exchangeOrderId: string, at: Date, state: ExchangeOrder): ExchangeOrderEvent[] {
  const { seen, returnId, imported } = state;
  if (seen === null) return [];
  const due = new Map(
    taskRules
      .map((rule) => rule(seen, state))
      .filter((task) => task !== null)
      .map((task) => [`${task.kind}:${seen.order.orderId}:${exchangeOrderId}`, task]),
  );
  return changedTasks(due, state.tasks, { returnId, at, how: howOf(seen.order.cancelled, imported !== null) });
}

function howOf(cancelled: boolean, imported: boolean): string {
  if (imported) return 'The order is in AIMS360.';
  return cancelled ? 'The exchange order was cancelled.' : 'It is no longer needed.';
}
