import { nothing } from '@backhaul/contracts';
import { isZero, subtract, type Money } from '@backhaul/money';
import type { ExchangeOrderDecision } from './decide.js';
import { exchangeDraftOf, importOrderEffect } from './draft.js';
import type { ExchangeOrderEvent } from './events.js';
import { hindranceOf } from './hindrances.js';
import { numbersOf, receivableOf, type RlmOrder } from './rlm-order.js';
import { valueOf } from './shop-order.js';
import { isImported, paidBy, type ExchangeOrder, type Seen } from './state.js';

/** Name of the scheduled job under which the ERP's users know this step (contracts/rlm-and-3pl.md §3). */
const JOB = 'Shopify Import Orders';

/** Once nothing stands against it the order is imported: once, and again under another key when a person has mended a refusal. */
export function bringIn(at: Date, state: ExchangeOrder): ExchangeOrderDecision {
  const { seen, returnId, requested, asked, setback } = state;
  const share = paidBy(state);
  if (seen === null || returnId === null || share === null) return nothing;
  if (asked || setback !== null || isImported(state) || hindranceOf(seen, state) !== null) return nothing;
  const first = `import-order:${returnId}:${seen.order.exchangeOrderId}`;
  const key = requested.length === 0 ? first : `${first}:${requested.length + 1}`;
  return {
    events: [{ type: 'ImportRequested', data: { key }, occurredAt: at }],
    calls: [
      { key, kind: importOrderEffect, payload: exchangeDraftOf(returnId, seen.order, share.captured, seen.policy) },
    ],
  };
}

/** Told once the return is known and everything of the order stands in the ERP. */
export function importedEvent(state: ExchangeOrder): ExchangeOrderEvent[] {
  const { seen, returnId, orders, told } = state;
  const share = paidBy(state);
  if (seen === null || returnId === null || share === null || told || !isImported(state)) return [];
  const { order } = seen;
  const importedAt = orders.reduce((last, { updatedAt }) => (updatedAt > last ? updatedAt : last), '');
  // What the ERP took off is what it does not ask for; of an edited order it shows only the whole.
  const total = order.native ? order.total : receivableOf(orders, order.total.currency);
  const offset = order.native ? share.offset : subtract(valueOf(order), total);
  const data = {
    returnId,
    exchangeOrderId: order.exchangeOrderId,
    exchangeOrderName: order.exchangeOrderName,
    documentNumber: numbersOf(orders),
    amended: order.native,
    importedAt,
    merchandise: order.merchandise,
    offset: { kind: kindOf(offset, seen, orders), amount: offset },
    total,
    ...{ shippingType: null, paymentType: null, system: 'RLM', job: JOB },
  };
  return [{ type: 'ExchangeOrderImported', data, occurredAt: new Date(importedAt) }];
}

function kindOf(offset: Money, { order }: Seen, orders: readonly RlmOrder[]): 'discount' | 'misc-charge' | 'none' {
  if (isZero(offset)) return 'none';
  const byDiscount = !order.native && order.creditDiscount.amount > 0;
  return byDiscount && orders.some(({ discount }) => discount.amount > 0) ? 'discount' : 'misc-charge';
}
