import { compareText, ofType, type FactOf, type Facts } from './facts.js';
import { processedOf, tellingsOfProcessed } from './processed.js';
import { snapshotOf } from './snapshot.js';

type Created = FactOf<'ExchangeOrderCreated'>;
type Imported = FactOf<'ExchangeOrderImported'>;

/** A replacement order of the return. */
export interface ExchangeOrder {
  /** Shopify's id; that of the original order when the exchange is native. */
  readonly orderId: string;
  /** Null until a system prints it. */
  readonly orderName: string | null;
  readonly native: boolean;
  /** What the shop showed of it, from the first time to the last. */
  readonly shown: readonly Created[];
  /** Undefined until it stands in the ERP. */
  readonly imported: Imported | undefined;
}

/** The replacement orders that the return itself names; another return of the same order may have others. */
export function exchangeOrdersOf(facts: Facts): ExchangeOrder[] {
  const named = new Map<string, { orderName: string | null; native: boolean }>();
  for (const order of snapshotOf(facts)?.exchangeOrders ?? []) named.set(order.orderId, { ...order, native: false });
  for (const { data } of tellingsOfProcessed(facts)) {
    for (const order of data.exchangeOrders) named.set(order.orderId, order);
  }
  return [...named]
    .sort(([left], [right]) => compareText(left, right))
    .map(([orderId, { orderName, native }]) => {
      const shown = shownOf(facts, orderId, native);
      const imported = ofType(facts, 'ExchangeOrderImported').find(({ data }) => data.exchangeOrderId === orderId);
      const name = shown.at(-1)?.data.exchangeOrderName ?? imported?.data.exchangeOrderName ?? orderName;
      return { orderId, orderName: name, native, shown, imported };
    });
}

/** True once the shop shows that the order will not be sent. */
export function isCancelled({ shown }: ExchangeOrder): boolean {
  return shown.at(-1)?.data.cancelled ?? false;
}

/** How the order is called in a sentence. */
export function nameOf({ orderId, orderName }: Pick<ExchangeOrder, 'orderId' | 'orderName'>): string {
  return orderName ?? orderId;
}

/** True when a part of the returned value went into goods. */
export function isExchange(facts: Facts): boolean {
  const processed = processedOf(facts)?.data;
  if (processed === undefined) return (snapshotOf(facts)?.exchangeItems.length ?? 0) > 0;
  return processed.exchangeOrders.length > 0 || processed.exchangeCredit.amount > 0 || processed.upsell.amount > 0;
}

/**
 * Several returns of one order may each have added items to it, so a native exchange counts only where the shop says whose it is.
 * A cancellation is the last word.
 */
function shownOf(facts: Facts, orderId: string, native: boolean): Created[] {
  const all = ofType(facts, 'ExchangeOrderCreated').filter(({ data }) => data.exchangeOrderId === orderId);
  const shown = all.filter(({ data }) => data.returnId !== null || !native);
  return [...shown.filter(({ data }) => !data.cancelled), ...shown.filter(({ data }) => data.cancelled)];
}
