import type { Command } from './commands.js';
import type { Sibling } from './credit.js';
import type { ExchangeOrderEvent } from './events.js';
import type { RlmOrder } from './rlm-order.js';
import { isSameOrder } from './shop-order.js';
import { isImported, type ExchangeOrder } from './state.js';

/** The order as the shop holds it; of a repetition nothing is new. The policy of the first reading stays. */
export function recordShopOrder(
  { order, returnId, policy, at: occurredAt }: Command<'RecordShopOrder'>,
  state: ExchangeOrder,
): ExchangeOrderEvent[] {
  const { seen } = state;
  const named = returnId === null ? [] : ownedBy(returnId, occurredAt, state);
  if (seen !== null && (isSameOrder(order, seen.order) || wouldRevive(order, seen.order))) return named;
  const data = { order, policy: seen?.policy ?? policy };
  return [{ type: 'ShopOrderSeen', data, occurredAt }, ...named];
}

/** A cancelled order does not come back: an older reading says so because it is older. */
const wouldRevive = (now: { cancelled: boolean }, before: { cancelled: boolean }): boolean =>
  before.cancelled && !now.cancelled;

/** The first return that names it counts; another would be a mistake of the shop's, and changes nothing. */
function ownedBy(returnId: string, occurredAt: Date, state: ExchangeOrder): ExchangeOrderEvent[] {
  return state.returnId === null ? [{ type: 'ReturnNamed', data: { returnId }, occurredAt }] : [];
}

/** What is paid by returned value, as it was told last. */
export function nameReturn(
  { returnId, credit, at: occurredAt }: Command<'NameReturn'>,
  state: ExchangeOrder,
): ExchangeOrderEvent[] {
  const { credit: known } = state;
  if (state.returnId !== null && state.returnId !== returnId) return [];
  const isNews = known === null || (known.asOf < credit.asOf && !isSame({ ...known, asOf: credit.asOf }, credit));
  return [
    ...ownedBy(returnId, occurredAt, state),
    ...(isNews ? [{ type: 'CreditTold' as const, data: { credit }, occurredAt }] : []),
  ];
}

export function observeSiblings(
  { siblings, at: occurredAt }: Command<'ObserveSiblings'>,
  { siblings: known }: ExchangeOrder,
): ExchangeOrderEvent[] {
  const told = [...siblings].sort(byId);
  return isSame(told, known) ? [] : [{ type: 'SiblingsSeen', data: { siblings: told }, occurredAt }];
}

const byId = (left: Sibling, right: Sibling): number => left.exchangeOrderId.localeCompare(right.exchangeOrderId);
const isSame = (left: object, right: object): boolean => JSON.stringify(left) === JSON.stringify(right);

/** An older look undoes nothing. */
export function observeOrders(
  { orders, at: occurredAt }: Command<'ObserveOrders'>,
  { orders: known }: ExchangeOrder,
): ExchangeOrderEvent[] {
  const seen = [...orders].sort((left, right) => left.orderNumber.localeCompare(right.orderNumber));
  if (seen.length === 0 || isSame(seen, known) || newest(seen) < newest(known)) return [];
  return [{ type: 'OrdersSeen', data: { orders: seen }, occurredAt }];
}

const newest = (orders: readonly RlmOrder[]): string =>
  orders.reduce((last, { updatedAt }) => (updatedAt > last ? updatedAt : last), '');

/** Brought meanwhile, it is no longer missed. */
export function recordMissing(
  { at: occurredAt }: Command<'RecordMissing'>,
  state: ExchangeOrder,
): ExchangeOrderEvent[] {
  return state.missing || isImported(state) ? [] : [{ type: 'MissingSeen', data: {}, occurredAt }];
}

export function importNow(command: Command<'ImportNow'>, state: ExchangeOrder): ExchangeOrderEvent[] {
  const { by, reason, policy, at: occurredAt } = command;
  const isDone = state.approved && state.setback === null;
  if (isDone || isImported(state)) return [];
  return [{ type: 'ImportApproved', data: { by, reason, policy }, occurredAt }];
}

export function dismiss(command: Command<'Dismiss'>, state: ExchangeOrder): ExchangeOrderEvent[] {
  const { by, reason, at: occurredAt } = command;
  if (state.dismissed || isImported(state)) return [];
  return [{ type: 'OrderDismissed', data: { by, reason }, occurredAt }];
}

/** A setback of a call that has come to its end otherwise says nothing any more. */
export function recordSetback(command: Command<'RecordSetback'>, state: ExchangeOrder): ExchangeOrderEvent[] {
  const { setback, at: occurredAt } = command;
  if (isImported(state) || (state.setback !== null && isSame(state.setback, setback))) return [];
  return [{ type: 'SetbackSeen', data: { setback }, occurredAt }];
}
