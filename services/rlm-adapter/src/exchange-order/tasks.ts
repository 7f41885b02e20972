import { changedTasks } from '@backhaul/contracts';
import type { ExchangeOrderEvent } from './events.js';
import { isImported, type ExchangeOrder } from './state.js';
import { taskRules } from './task-rules.js';

/** Opens the tasks that are due by what is known, tells anew what has another reason now, and closes the others. */
export function taskChanges(exchangeOrderId: string, at: Date, state: ExchangeOrder): ExchangeOrderEvent[] {
  const { seen, returnId } = state;
  if (seen === null) return [];
  const due = new Map(
    taskRules
      .map((rule) => rule(seen, state))
      .filter((task) => task !== null)
      .map((task) => [`${task.kind}:${seen.order.orderId}:${exchangeOrderId}`, task]),
  );
  return changedTasks(due, state.tasks, { returnId, at, how: howOf(state) });
}

function howOf(state: ExchangeOrder): string {
  if (isImported(state)) return 'The order is in RLM.';
  if (state.seen?.order.cancelled) return 'The exchange order was cancelled.';
  return state.dismissed ? 'A person says that nothing is to be imported.' : 'It is no longer needed.';
}
