import type { Command } from './commands.js';
import type { ExchangeOrderEvent } from './events.js';
import { isSameOrder } from './shop-order.js';
import type { ExchangeOrder } from './state.js';

/** The order as the shop holds it; of a repetition nothing is new. The policy of the first reading stays. */
export function recordShopOrder(command: Command<'RecordShopOrder'>, state: ExchangeOrder): ExchangeOrderEvent[] {
  const { order, returnId, policy, importedBefore, at: occurredAt } = command;
  const { seen } = state;
  const named = returnId === null ? [] : nameReturn(returnId, occurredAt, state);
  if (seen !== null && (isSameOrder(order, seen.order) || wouldRevive(order, seen.order))) return named;
  const decided = seen ?? { policy, importedBefore };
  const data = { order, policy: decided.policy, importedBefore: decided.importedBefore };
  return [{ type: 'ShopOrderSeen', data, occurredAt }, ...named];
}

/** A cancelled order does not come back: an older reading says so because it is older. */
const wouldRevive = (now: { cancelled: boolean }, before: { cancelled: boolean }): boolean =>
  before.cancelled && !now.cancelled;

/** The first return that names it counts; another would be a mistake of the shop's, and changes nothing. */
export function nameReturn(returnId: string, at: Date, state: ExchangeOrder): ExchangeOrderEvent[] {
  return state.returnId === null ? [{ type: 'ReturnNamed', data: { returnId }, occurredAt: at }] : [];
}

/** An older look at the staging list undoes nothing. */
export function observeStaged(
  command: Command<'ObserveStaged'>,
  { staged: known }: ExchangeOrder,
): ExchangeOrderEvent[] {
  const { staged, at: occurredAt } = command;
  const isNews = known === null || (known.updatedAt < staged.updatedAt && !isSame(known, staged));
  return isNews ? [{ type: 'StagingSeen', data: { staged }, occurredAt }] : [];
}

/** Seen meanwhile, it is no longer missed. */
export function recordNotStaged(
  { at: occurredAt }: Command<'RecordNotStaged'>,
  { staged, imported, missed }: ExchangeOrder,
): ExchangeOrderEvent[] {
  if (staged !== null || imported !== null || missed) return [];
  return [{ type: 'StagingMissed', data: {}, occurredAt }];
}

const isSame = (left: object, right: object): boolean => JSON.stringify(left) === JSON.stringify(right);

/** It stands in the ERP: the first look counts, one order is imported once. */
export function observeImported(
  command: Command<'ObserveImported'>,
  { imported }: ExchangeOrder,
): ExchangeOrderEvent[] {
  const { order, at: occurredAt } = command;
  return imported === null ? [{ type: 'ImportSeen', data: { order }, occurredAt }] : [];
}

export function observeAmended(
  command: Command<'ObserveAmended'>,
  { amendedLines }: ExchangeOrder,
): ExchangeOrderEvent[] {
  const { order, at: occurredAt } = command;
  const orderLineIds = command.orderLineIds.filter((id) => !amendedLines.has(id));
  return orderLineIds.length === 0 ? [] : [{ type: 'AmendmentSeen', data: { order, orderLineIds }, occurredAt }];
}

/** The codes as they stand now; what was asked for without them is asked for again once it is refused. */
export function nameTypes(
  { shippingType, paymentType, at: occurredAt }: Command<'NameTypes'>,
  { seen, imported }: ExchangeOrder,
): ExchangeOrderEvent[] {
  if (seen === null || seen.order.native || imported !== null) return [];
  const { policy } = seen;
  if (policy.shippingType === shippingType && policy.paymentType === paymentType) return [];
  return [{ type: 'TypesNamed', data: { shippingType, paymentType }, occurredAt }];
}

export function approve(command: Command<'Approve'>, { approved, imported }: ExchangeOrder): ExchangeOrderEvent[] {
  const { by, reason, at: occurredAt } = command;
  return approved || imported !== null ? [] : [{ type: 'ImportApproved', data: { by, reason }, occurredAt }];
}

/** A setback of a call that has come to its end otherwise says nothing any more. */
export function recordSetback(command: Command<'RecordSetback'>, state: ExchangeOrder): ExchangeOrderEvent[] {
  const { setback, at: occurredAt } = command;
  const { seen, imported, amendedLines, setback: known } = state;
  const isDone = seen?.order.native
    ? seen.order.lines.every(({ orderLineId }) => amendedLines.has(orderLineId))
    : imported !== null;
  if (isDone || (known !== null && isSame(known.setback, setback))) return [];
  return [{ type: 'SetbackSeen', data: { setback, at: occurredAt.toISOString() }, occurredAt }];
}
