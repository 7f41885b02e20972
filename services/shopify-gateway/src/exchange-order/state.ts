import { unreachable, type EventData } from '@backhaul/contracts';
import type { ExchangeOrderEvent } from './events.js';
import type { NamedByReturn } from './recognition/evidence.js';

/** What is known and was told about an exchange order. */
export interface ExchangeOrder {
  readonly namedBy: readonly NamedByReturn[];
  /** As last told, and the change of the order that it was read from; null until it was recognised. */
  readonly told: { readonly data: EventData<'ExchangeOrderCreated'>; readonly asOf: Date } | null;
  readonly openTask: string | null;
  /** Tasks so far: each has a number of its own. */
  readonly tasks: number;
}

export const initial: ExchangeOrder = { namedBy: [], told: null, openTask: null, tasks: 0 };

/** True once a return named it, it was told, or somebody was asked: every later change of it counts. */
export const isKnown = ({ namedBy, told, tasks }: ExchangeOrder): boolean =>
  namedBy.length > 0 || told !== null || tasks > 0;

export function evolve(state: ExchangeOrder, event: ExchangeOrderEvent): ExchangeOrder {
  switch (event.type) {
    case 'ExchangeOrderNamed':
      return { ...state, namedBy: [...state.namedBy, event.data] };
    case 'ExchangeOrderCreated':
      return { ...state, told: { data: event.data, asOf: event.occurredAt } };
    case 'TaskOpened':
      return { ...state, openTask: event.data.taskId, tasks: state.tasks + 1 };
    case 'TaskClosed':
      return { ...state, openTask: null };
    default:
      return unreachable(event);
  }
}
