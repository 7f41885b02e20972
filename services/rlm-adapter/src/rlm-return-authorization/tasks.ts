import { displayMoney, type Money } from '@backhaul/money';
import type { RaEvent } from './events.js';
import type { ImportedRefund, ShopRefund } from './refund.js';
import type { ReturnAuthorization } from './state.js';

/** Work for a person. */
export interface Task {
  kind: string;
  title: string;
  why: string;
  role: 'operator' | 'finance';
  values: Record<string, string>;
}

/** `id` tells two tasks of one kind apart. */
export function open(returnId: string, at: Date, id: string, task: Task): RaEvent {
  const data = { taskId: `${task.kind}:${id}`, returnId, openedAt: at.toISOString(), ...task };
  return { type: 'TaskOpened', data, occurredAt: at };
}

/** Nothing when it is not open. */
export function closeTask(
  returnId: string,
  taskId: string,
  how: string,
  at: Date,
  state: ReturnAuthorization,
): RaEvent[] {
  if (state.tasks[taskId] === undefined) return [];
  return [{ type: 'TaskClosed', data: { taskId, returnId, how, closedAt: at.toISOString() }, occurredAt: at }];
}

/** Part of the refund never reached the shopper, so the credit must not say that it did. */
export function moneyFailed(
  returnId: string,
  { refundId, orderName }: ShopRefund,
  { refunded, failed }: { refunded: Money; failed: Money },
  at: Date,
  { tasks }: ReturnAuthorization,
): RaEvent[] {
  const task = open(returnId, at, `${returnId}:${refundId}`, {
    kind: 'refund-money-failed',
    title: `${displayMoney(failed)} of the refund did not reach the shopper`,
    why: 'The payment failed in the shop, so the refund was not imported. Pay the shopper, then import the refund in RLM with the whole amount.',
    role: 'finance',
    values: { refund: refundId, order: orderName, paid: displayMoney(refunded), failed: displayMoney(failed) },
  });
  return isOpen(task, tasks) ? [] : [task];
}

/** The ERP's credit is not what it has to be: the shopper's money, or its share where lines were left out. */
export function creditDiffers(
  returnId: string,
  refundId: string,
  { creditNumber: credit, total }: ImportedRefund,
  expected: Money,
  at: Date,
): RaEvent {
  return open(returnId, at, `${returnId}:${refundId}`, {
    kind: 'credit-refund-differ',
    title: 'Credit and refund differ',
    why: 'The credit invoice that RLM made for the refund has another total than the money that the shopper got for what it covers. Correct the credit in RLM, then say so here.',
    role: 'finance',
    values: { credit, credited: displayMoney(total), refund: refundId, refunded: displayMoney(expected) },
  });
}

/** The import put nothing back, so no stock will be exported and the books wait for a restock that never comes. */
export function nothingRestocked(
  returnId: string,
  refundId: string,
  { creditNumber: credit }: ImportedRefund,
  at: Date,
): RaEvent {
  return open(returnId, at, `${returnId}:${refundId}`, {
    kind: 'check-restock',
    title: 'RLM put nothing back into stock',
    why: 'The refund was imported and no unit was restocked: goods that were destroyed or never came. Check that this is right.',
    role: 'operator',
    values: { credit, refund: refundId },
  });
}

/** It is open, and says the same. */
export const isOpen = (task: RaEvent, tasks: ReturnAuthorization['tasks']): boolean =>
  task.type === 'TaskOpened' && tasks[task.data.taskId] === task.data.why;
