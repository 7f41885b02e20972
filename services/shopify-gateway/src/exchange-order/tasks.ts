import { displayMoney } from '@backhaul/money';
import { sumOfParts, type ExchangeContent } from './content.js';
import type { ExchangeOrderEvent } from './events.js';

/** What makes somebody look, and what that person can do. */
export interface Question {
  readonly returnId: string | null;
  /** By what the order looks like an exchange order. */
  readonly marks: readonly string[];
  readonly why: string;
}

const REMEDY =
  'If it is an exchange order, write "Exchange for order <name>" into its note in the shop; it then goes on by itself. ' +
  'If it is none, remove what marks it as one.';

/** It looks like an exchange order and something speaks against it. */
export const speaksAgainst = (doubts: readonly string[]): string => `${doubts.join('. ')}. ${REMEDY}`;

/** Tax that is part of the prices, a tip or an edit: the ERP would get an order of another amount. */
export const partsDoNotAddUp = (content: ExchangeContent): string =>
  `Its goods, discounts, shipping and tax come to ${displayMoney(sumOfParts(content))}, and the shop shows a total of ` +
  `${displayMoney(content.total)}. Enter it in the ERP by hand.`;

/** A person decides; `number` counts such tasks of the order. */
export function checkExchangeOrder(
  content: ExchangeContent,
  { returnId, marks, why }: Question,
  number: number,
): ExchangeOrderEvent {
  const { exchangeOrderId, exchangeOrderName, total, updatedAt } = content;
  const data = {
    taskId: `check-exchange-order:${exchangeOrderId}:${number}`,
    returnId,
    kind: 'check-exchange-order',
    title: `Order ${exchangeOrderName} looks like an exchange order that cannot be passed on`,
    why,
    values: { order: exchangeOrderName, orderId: exchangeOrderId, total: displayMoney(total), marks: marks.join('; ') },
    role: 'operator' as const,
    openedAt: updatedAt.toISOString(),
  };
  return { type: 'TaskOpened', data, occurredAt: updatedAt };
}

/** Nothing is left to be decided. */
export function exchangeOrderChecked(taskId: string, how: string, at: Date): ExchangeOrderEvent {
  const data = { taskId, returnId: null, how, closedAt: at.toISOString() };
  return { type: 'TaskClosed', data, occurredAt: at };
}
