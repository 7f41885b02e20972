import type { OpenTask } from '@backhaul/contracts';
import type { ExchangeSetback } from './commands.js';
import { shareOf, type Credit, type Share, type Sibling } from './credit.js';
import type { ExchangeOrderEvent } from './events.js';
import type { ExchangePolicy } from './policy.js';
import { unitsOf, type RlmOrder } from './rlm-order.js';
import { valueOf, type ShopOrder } from './shop-order.js';

/** The order as the shop holds it, and what the store has decided about it. */
export interface Seen {
  readonly order: ShopOrder;
  readonly policy: ExchangePolicy;
}

export interface ExchangeOrder {
  readonly seen: Seen | null;
  /** The return that it belongs to; null until one names it. */
  readonly returnId: string | null;
  /** Null until the return tells what is paid by its value. */
  readonly credit: Credit | null;
  readonly siblings: readonly Sibling[];
  /** What stands in the ERP; of a native exchange the original order. */
  readonly orders: readonly RlmOrder[];
  /** The ERP's own job has not brought it. */
  readonly missing: boolean;
  readonly approved: boolean;
  readonly dismissed: boolean;
  /** Keys of the calls that were planned. */
  readonly requested: readonly string[];
  /** A call is under way: planned, and neither refused nor done. */
  readonly asked: boolean;
  readonly setback: ExchangeSetback | null;
  /** Whether the others were told that it stands in the ERP. */
  readonly told: boolean;
  /** Open tasks: id to when they were opened and why. */
  readonly tasks: ReadonlyMap<string, OpenTask>;
}

export const initial: ExchangeOrder = {
  seen: null,
  returnId: null,
  credit: null,
  siblings: [],
  orders: [],
  missing: false,
  approved: false,
  dismissed: false,
  requested: [],
  asked: false,
  setback: null,
  told: false,
  tasks: new Map(),
};

/** Applies one event. */
export function evolve(state: ExchangeOrder, event: ExchangeOrderEvent): ExchangeOrder {
  switch (event.type) {
    case 'ShopOrderSeen':
      return { ...state, seen: event.data };
    case 'ReturnNamed':
      return { ...state, returnId: event.data.returnId };
    case 'CreditTold':
      return { ...state, credit: event.data.credit };
    case 'SiblingsSeen':
      return { ...state, siblings: event.data.siblings };
    case 'OrdersSeen':
      return { ...state, orders: event.data.orders, asked: false, setback: null };
    case 'MissingSeen':
      return { ...state, missing: true };
    case 'ImportApproved':
      return approvedWith(state, event.data.policy);
    case 'OrderDismissed':
      return { ...state, dismissed: true };
    case 'ImportRequested':
      return { ...state, requested: [...state.requested, event.data.key], asked: true, setback: null };
    case 'SetbackSeen':
      return { ...state, setback: event.data.setback, asked: event.data.setback.outcome === 'needs-person' };
    case 'ExchangeOrderImported':
      return { ...state, told: true };
    case 'TaskOpened': {
      const { taskId, openedAt, why } = event.data;
      return { ...state, tasks: new Map([...state.tasks, [taskId, { openedAt, why }]]) };
    }
    case 'TaskClosed':
      return { ...state, tasks: new Map([...state.tasks].filter(([id]) => id !== event.data.taskId)) };
  }
}

/** What was refused is asked for once more, by the rules of now. */
function approvedWith(state: ExchangeOrder, policy: ExchangePolicy): ExchangeOrder {
  const { seen, asked, setback } = state;
  return {
    ...state,
    seen: seen === null ? null : { ...seen, policy },
    approved: true,
    setback: asked ? setback : null,
  };
}

/** How the order is paid; null until shop and return have told enough. */
export function paidBy({ seen, credit, siblings }: ExchangeOrder): Share | null {
  if (seen === null || credit === null) return null;
  const { exchangeOrderId, createdAt, cancelled } = seen.order;
  const own = { exchangeOrderId, createdAt, cancelled, value: valueOf(seen.order) };
  return shareOf(exchangeOrderId, credit, [own, ...siblings]);
}

/** True once everything of the order stands in the ERP. */
export function isImported({ seen, orders }: Pick<ExchangeOrder, 'seen' | 'orders'>): boolean {
  if (seen === null || orders.length === 0) return false;
  const { native, lines } = seen.order;
  if (!native) return unitsOf(orders) >= lines.reduce((units, { quantity }) => units + quantity, 0);
  const there = new Set(
    orders.flatMap((order) => order.lines.map(({ externalLineId }) => lastPart(externalLineId ?? ''))),
  );
  return lines.every(({ orderLineId }) => there.has(lastPart(orderLineId)));
}

/** A person may enter `123` or `gid://shopify/LineItem/123`. */
const lastPart = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
