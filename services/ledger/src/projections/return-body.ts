import { shown } from '@backhaul/service-kit';
import type { HistoryLine } from '../history/line.js';
import type { ReturnBodyView } from '../http/detail-schemas.js';
import { exchangeOrdersOf, isCancelled, type ExchangeOrder } from '../journal/exchanges.js';
import type { Facts } from '../journal/facts.js';
import type { ReceivedUnit } from '../journal/goods.js';
import { snapshotOf } from '../journal/snapshot.js';
import { unannouncedUnits, unitsOnTheirWay, type UnitOnItsWay } from '../status/unit-states.js';
import { labelOf } from './label.js';
import { returnMoney } from './return-money.js';

/** What one return's page shows beside its row in the list, from its facts alone. */
export function returnBodyOf(facts: Facts, history: readonly HistoryLine[]): ReturnBodyView {
  const snapshot = snapshotOf(facts);
  return {
    goods: {
      units: unitsOnTheirWay(facts).map(unitView),
      unannounced: unannouncedUnits(facts).map(unannouncedView),
    },
    exchangeItems: (snapshot?.exchangeItems ?? []).map(({ sku, title, total, outOfStock }) => ({
      sku,
      title,
      total: shown(total),
      outOfStock,
    })),
    exchangeOrders: exchangeOrdersOf(facts).map(orderView),
    money: returnMoney(facts),
    label: labelOf(facts),
    documents: documentsOf(history),
    gift: snapshot?.gift ?? false,
    multiCurrency: snapshot?.multiCurrency ?? false,
  };
}

function unitView({ unit, received, state }: UnitOnItsWay): ReturnBodyView['goods']['units'][number] {
  const { unitId, sku, title, reason, price, outcome } = unit;
  return {
    unitId,
    sku,
    title,
    reason,
    price: shown(price),
    outcome,
    state,
    condition: received?.condition ?? null,
    exception: received?.exception ?? null,
  };
}

function unannouncedView(unit: ReceivedUnit): ReturnBodyView['goods']['unannounced'][number] {
  const { sku, condition, disposition, exception } = unit;
  return { sku, condition, disposition, exception };
}

function orderView(order: ExchangeOrder): ReturnBodyView['exchangeOrders'][number] {
  const shop = order.shown.at(-1)?.data;
  const erp = order.imported?.data;
  return {
    orderId: order.orderId,
    orderName: order.orderName,
    native: order.native,
    state: stateOf(order),
    total: shop === undefined ? null : shown(shop.total),
    creditDiscount: shop === undefined ? null : shown(shop.creditDiscount),
    erpOrder: erp?.documentNumber ?? null,
    shippingType: erp?.shippingType ?? null,
    paymentType: erp?.paymentType ?? null,
  };
}

function stateOf(order: ExchangeOrder): ReturnBodyView['exchangeOrders'][number]['state'] {
  if (isCancelled(order)) return 'cancelled';
  if (order.imported !== undefined) return 'imported';
  return order.shown.length > 0 ? 'ordered' : 'named';
}

/** Each document once, by the first line that tells of it. */
function documentsOf(history: readonly HistoryLine[]): ReturnBodyView['documents'] {
  const told = history.flatMap(({ documents, system, happenedAt: at }) =>
    documents.map(({ kind, number }) => ({ kind, number, system, at })),
  );
  return [...new Map(told.toReversed().map((one) => [JSON.stringify([one.kind, one.number]), one])).values()].reverse();
}
