import type { CallIntent } from '@backhaul/contracts';
import type { ExchangeOrderCommand } from '../../src/exchange-order/commands.js';
import type { Credit } from '../../src/exchange-order/credit.js';
import { exchangeOrder } from '../../src/exchange-order/decide.js';
import type { ExchangeDraft } from '../../src/exchange-order/draft.js';
import type { ExchangeOrderEvent } from '../../src/exchange-order/events.js';
import type { ExchangePolicy } from '../../src/exchange-order/policy.js';
import type { RlmOrder } from '../../src/exchange-order/rlm-order.js';
import type { ShopLine, ShopOrder } from '../../src/exchange-order/shop-order.js';
import type { ExchangeOrder } from '../../src/exchange-order/state.js';
import { returnId, usd } from './returns.js';

export const EXCHANGE = '7788120045';
const first = Date.parse('2026-03-10T12:00:00.000Z');
export const minute = (count: number): Date => new Date(first + count * 60_000);

export const exchangePolicy = (change: Partial<ExchangePolicy> = {}): ExchangePolicy => ({
  owner: 'us',
  account: 'WEB0000',
  store: 1,
  warehouse: 1,
  miscChargeCode: 'LOOPEXC',
  startInDays: 0,
  cancelAfterDays: 30,
  timeZone: 'America/New_York',
  toleranceMinor: 2,
  ...change,
});

export const shopLine = (orderLineId: string, price: number, change: Partial<ShopLine> = {}): ShopLine => ({
  orderLineId,
  sku: 'TS100-BLK-M',
  barcode: '012345678905',
  title: 'Shirt',
  quantity: 1,
  unitPrice: usd(price),
  discount: usd(0),
  tax: usd(0),
  ...change,
});

/** Of one line, in cents. `discount`: for the returned value. */
export interface Priced {
  merchandise: number;
  tax?: number;
  freight?: number;
  discount?: number;
}

/** EXC-10442: a shirt for the one that comes back. */
export function shopOrder(
  { merchandise, tax = 0, freight = 0, discount = 0 }: Priced = { merchandise: 8000, tax: 710 },
  change: Partial<ShopOrder> = {},
): ShopOrder {
  return {
    orderId: '6611223344556',
    orderName: '#10442',
    exchangeOrderId: EXCHANGE,
    exchangeOrderName: 'EXC-10442',
    native: false,
    createdAt: minute(0).toISOString(),
    lines: [shopLine('9001', merchandise, { tax: usd(tax), discount: usd(discount) })],
    merchandise: usd(merchandise),
    creditDiscount: usd(discount),
    otherDiscounts: usd(0),
    shipping: usd(freight),
    tax: usd(tax),
    total: usd(merchandise - discount + tax + freight),
    shippingMethod: null,
    paymentMethods: [],
    cancelled: false,
    confidence: 'certain',
    evidence: ['return 88400012 names it'],
    ...change,
  };
}

export const seen = (
  at: number,
  order: ShopOrder = shopOrder(),
  rest: { returnId?: string | null; policy?: Partial<ExchangePolicy> } = {},
): ExchangeOrderCommand => ({
  kind: 'RecordShopOrder',
  exchangeOrderId: EXCHANGE,
  order,
  returnId: rest.returnId ?? null,
  policy: exchangePolicy(rest.policy),
  at: minute(at),
});

/** What Loop says is paid by returned value, and on top, in cents. */
export const named = (at: number, credit = 8710, upsell = 0, change: Partial<Credit> = {}): ExchangeOrderCommand => ({
  kind: 'NameReturn',
  exchangeOrderId: EXCHANGE,
  returnId,
  credit: {
    credit: usd(credit),
    upsell: usd(upsell),
    partial: false,
    orderIds: [EXCHANGE],
    asOf: minute(at).toISOString(),
    ...change,
  },
  at: minute(at),
});

/** As the ERP shows it. */
export const rlmOrder = (at: number, change: Partial<RlmOrder> = {}): RlmOrder => ({
  orderNumber: '410077',
  division: 20,
  status: 'open',
  ...{ account: 'WEB0000', store: 1, state: 'NY' },
  lines: [{ externalLineId: '9001', quantity: 1 }],
  discount: usd(0),
  charges: usd(-8710),
  receivable: usd(0),
  updatedAt: minute(at).toISOString(),
  ...change,
});

export const there = (at: number, ...orders: RlmOrder[]): ExchangeOrderCommand => ({
  kind: 'ObserveOrders',
  exchangeOrderId: EXCHANGE,
  orders: orders.length === 0 ? [rlmOrder(at)] : orders,
  at: minute(at),
});

export const refused = (
  at: number,
  reason: string,
  outcome: 'refused' | 'needs-person' = 'refused',
): ExchangeOrderCommand => ({
  kind: 'RecordSetback',
  exchangeOrderId: EXCHANGE,
  setback: { outcome, reason, values: { call: 'the call' } },
  at: minute(at),
});

export const importNow = (at: number, change: Partial<ExchangePolicy> = {}): ExchangeOrderCommand => ({
  ...{ kind: 'ImportNow', exchangeOrderId: EXCHANGE, by: 'dana', reason: 'Looked at it', at: minute(at) },
  policy: exchangePolicy(change),
});

export const dismiss = (at: number): ExchangeOrderCommand => ({
  ...{ kind: 'Dismiss', exchangeOrderId: EXCHANGE, by: 'dana', reason: 'No exchange', at: minute(at) },
});

export interface RanExchange {
  readonly events: ExchangeOrderEvent[];
  readonly calls: CallIntent[];
  readonly state: ExchangeOrder;
}

/** One command after another, each on what the ones before it led to. */
export function runExchange(...commands: readonly ExchangeOrderCommand[]): RanExchange {
  return commands.reduce<RanExchange>(
    ({ events, calls, state }, command) => {
      const decision = exchangeOrder.decide(command, state);
      return {
        events: [...events, ...decision.events],
        calls: [...calls, ...decision.calls],
        state: decision.events.reduce(exchangeOrder.evolve, state),
      };
    },
    { events: [], calls: [], state: exchangeOrder.initial },
  );
}

/** Kinds of the tasks that are open at the end. */
export const openKinds = ({ state }: RanExchange): string[] =>
  [...state.tasks.keys()].map((id) => id.slice(0, id.indexOf(':'))).sort();

export const draftsOf = ({ calls }: RanExchange): ExchangeDraft[] =>
  calls.map(({ payload }) => payload as ExchangeDraft);

export const toldOf = ({ events }: RanExchange) =>
  events.flatMap((event) => (event.type === 'ExchangeOrderImported' ? [event.data] : []));
