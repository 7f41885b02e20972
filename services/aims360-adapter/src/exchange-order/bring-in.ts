import { nothing } from '@backhaul/contracts';
import type { ExchangeOrderDecision } from './decide.js';
import type { ExchangeOrderEvent } from './events.js';
import { hindranceOf } from './hindrances.js';
import { amendDraftOf, amendOrderEffect, findStagedEffect, importDraftOf, importOrderEffect } from './import-draft.js';
import type { ExchangeOrder, Types } from './state.js';

/** Once nothing stands against it the order is imported; of a native exchange the new items are added to the original order. */
export function bringIn(at: Date, state: ExchangeOrder): ExchangeOrderDecision {
  const { seen, returnId } = state;
  if (seen === null || returnId === null) return nothing;
  const hindrance = hindranceOf(seen, state);
  if (hindrance === 'not-staged') return lookForIt(at, state);
  if (hindrance !== null) return nothing;
  return seen.order.native ? amend(at, state) : importOrder(at, state);
}

/** A changed staging list is polled; what stood there before we knew of the order is looked for once. */
function lookForIt(at: Date, { seen, returnId, imported, requested }: ExchangeOrder): ExchangeOrderDecision {
  if (seen === null || returnId === null || imported !== null) return nothing;
  const key = `find-staged:${returnId}:${seen.order.exchangeOrderId}`;
  if (requested.has(key)) return nothing;
  const payload = importDraftOf(returnId, seen.order, seen.policy);
  // In a lane of its own: a look that waits must not hold up what is found meanwhile.
  const call = { key, kind: findStagedEffect, payload, lane: key };
  const notBefore = new Date(at.getTime() + seen.policy.stagingMinutes * 60_000);
  return {
    events: [{ type: 'StagingAsked', data: { key }, occurredAt: at }],
    calls: [seen.policy.stagingMinutes === 0 ? call : { ...call, notBefore }],
  };
}

/** Once; and again under another key when it was refused and has other codes now. */
function importOrder(at: Date, state: ExchangeOrder): ExchangeOrderDecision {
  const { seen, returnId, imported, requested } = state;
  if (seen === null || returnId === null || imported !== null) return nothing;
  const first = `import-order:${returnId}:${seen.order.exchangeOrderId}`;
  const before = [...requested].filter((key) => key.startsWith(first)).length;
  if (before > 0 && !isRefusedForOthers(seen.policy, state)) return nothing;
  const key = before === 0 ? first : `${first}:${before + 1}`;
  return {
    events: [{ type: 'ImportRequested', data: { key }, occurredAt: at }],
    calls: [{ key, kind: importOrderEffect, payload: importDraftOf(returnId, seen.order, seen.policy) }],
  };
}

function isRefusedForOthers({ shippingType, paymentType }: Types, { askedTypes, setback }: ExchangeOrder): boolean {
  const { operation, outcome } = setback?.setback ?? {};
  if (operation !== 'import-order' || outcome !== 'refused') return false;
  return askedTypes?.shippingType !== shippingType || askedTypes.paymentType !== paymentType;
}

/** Each line once: what a later exchange adds is a call of its own. */
function amend(at: Date, { seen, returnId, askedLines, amendedLines }: ExchangeOrder): ExchangeOrderDecision {
  if (seen === null || returnId === null) return nothing;
  const { order } = seen;
  const lines = order.lines.filter(({ orderLineId }) => !askedLines.has(orderLineId) && !amendedLines.has(orderLineId));
  const orderLineIds = lines.map(({ orderLineId }) => orderLineId).sort();
  if (orderLineIds.length === 0) return nothing;
  const key = `amend-order:${returnId}:${orderLineIds.join('+')}`;
  return {
    events: [{ type: 'AmendmentRequested', data: { key, orderLineIds }, occurredAt: at }],
    calls: [{ key, kind: amendOrderEffect, payload: amendDraftOf(returnId, order, lines) }],
  };
}

/** Told once the return is known and everything of the order stands in the ERP. */
export function importedEvent({ seen, returnId, imported, amendedLines, told }: ExchangeOrder): ExchangeOrderEvent[] {
  if (seen === null || returnId === null || imported === null || told) return [];
  const { order } = seen;
  if (order.native && order.lines.some(({ orderLineId }) => !amendedLines.has(orderLineId))) return [];
  const { orderNumber: documentNumber, shippingType, paymentType, updatedAt } = imported;
  const kind = order.creditDiscount.amount > 0 ? ('discount' as const) : ('none' as const);
  const data = {
    returnId,
    exchangeOrderId: order.exchangeOrderId,
    exchangeOrderName: order.exchangeOrderName,
    documentNumber,
    amended: order.native,
    importedAt: updatedAt,
    merchandise: order.merchandise,
    offset: { kind, amount: order.creditDiscount },
    total: order.native ? order.total : (imported.total ?? order.total),
    shippingType,
    paymentType,
    system: 'AIMS360',
    job: null,
  };
  return [{ type: 'ExchangeOrderImported', data, occurredAt: new Date(updatedAt) }];
}
