import { nothing } from '@backhaul/contracts';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import type { ReturnAuthorization } from './state.js';
import { closeTask } from './tasks.js';

type Command<K extends RaCommand['kind']> = Extract<RaCommand, { kind: K }>;

/** Work that leaves no trace in another system; everything else is closed by what is seen. */
const closedByPerson: readonly string[] = [
  'credit-refund-differ',
  'check-restock',
  'refund-money-failed',
  'stock-never-came',
  'seconds-in-sellable-stock',
  'receipt-revised',
  'late-receipt',
  'over-receipt',
  'wrong-item',
  'unexpected-item',
  'receipt-on-ended-return',
  'never-arrived',
];

/** A person has put it right, or says that it needs nothing. Nothing follows when no such task is open. */
export function closeByPerson(command: Command<'CloseTask'>, state: ReturnAuthorization): RaDecision {
  const { returnId, taskId, by, reason, at } = command;
  const isOpen = state.tasks[taskId] !== undefined;
  if (!isOpen || !closedByPerson.some((kind) => taskId.startsWith(`${kind}:`))) return nothing;
  const judged: RaEvent = { type: 'TaskJudged', data: { taskId }, occurredAt: at };
  return { events: [judged, ...closeTask(returnId, taskId, `${by}: ${reason}`, at, state)], calls: [] };
}

/** What a correction that came too late was waiting for: the warehouse's adjustment of its stock. */
export function recordAdjustment(command: Command<'RecordAdjustment'>, state: ReturnAuthorization): RaDecision {
  const { returnId, receiptId, adjustmentId, at } = command;
  const waiting = `receipt-revised:${returnId}:${receiptId === null ? '' : `${receiptId}:`}`;
  const how = `The warehouse sent adjustment ${adjustmentId}.`;
  const tasks = Object.keys(state.tasks).filter((taskId) => taskId.startsWith(waiting));
  return { events: tasks.flatMap((taskId) => closeTask(returnId, taskId, how, at, state)), calls: [] };
}
