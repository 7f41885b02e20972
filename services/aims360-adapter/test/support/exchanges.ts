import type { CallIntent } from '@backhaul/contracts';
import type { ExchangeOrderCommand } from '../../src/exchange-order/commands.js';
import { exchangeOrder } from '../../src/exchange-order/decide.js';
import type { ErpOrder, StagedOrder } from '../../src/exchange-order/erp-order.js';
import type { ExchangeOrderEvent } from '../../src/exchange-order/events.js';
import type { ExchangePolicy } from '../../src/exchange-order/policy.js';
import type { ShopOrder } from '../../src/exchange-order/shop-order.js';
import type { ExchangeOrder } from '../../src/exchange-order/state.js';
import { usd } from './returns.js';

export const EXCHANGE = '5511223399999';
export const RETURN = 'northfold-88120045';
const first = Date.parse('2026-09-21T10:00:00.000Z');
export const minute = (count: number): Date => new Date(first + count * 60_000);

export const exchangePolicy = (change: Partial<ExchangePolicy> = {}): ExchangePolicy => ({
  importOrders: 'policy',
  approveFirst: 0,
  shippingType: 'UPSG',
  paymentType: 'EXCH',
  stagingMinutes: 0,
  toleranceMinor: 2,
  ...change,
});

/** EXC-20418: one jacket in L for the one in M, paid by the returned value. */
export const shopOrder = (change: Partial<ShopOrder> = {}): ShopOrder => ({
  orderId: '5511223344556',
  orderName: '#20418',
  exchangeOrderId: EXCHANGE,
  exchangeOrderName: 'EXC-20418',
  native: false,
  createdAt: minute(0).toISOString(),
  lines: [line('7009')],
  merchandise: usd(12600),
  creditDiscount: usd(12600),
  total: usd(0),
  cancelled: false,
  confidence: 'certain',
  evidence: ['return 88120045 names it'],
  ...change,
});

export const line = (orderLineId: string): ShopOrder['lines'][number] => ({
  orderLineId,
  sku: 'RIDGE-PINE-L',
  barcode: '195001000024',
  title: 'Ridge jacket',
  quantity: 1,
  unitPrice: usd(12600),
  discount: usd(12600),
  tax: usd(0),
});

export const seen = (
  at: number,
  change: Partial<ShopOrder> = {},
  rest: { returnId?: string | null; policy?: Partial<ExchangePolicy>; importedBefore?: number } = {},
): ExchangeOrderCommand => ({
  kind: 'RecordShopOrder',
  exchangeOrderId: EXCHANGE,
  order: shopOrder(change),
  returnId: rest.returnId === undefined ? RETURN : rest.returnId,
  policy: exchangePolicy(rest.policy),
  importedBefore: rest.importedBefore ?? 0,
  at: minute(at),
});

export const stagedOrder = (at: number, change: Partial<StagedOrder> = {}): StagedOrder => ({
  webOrderId: 'w-1',
  shopOrderId: EXCHANGE,
  orderName: 'EXC-20418',
  status: 'pending',
  issues: [
    { code: 'MissingShipVia', message: 'The shipping type is missing.' },
    { code: 'MissingTerm', message: 'The payment type is missing.' },
  ],
  orderNumber: null,
  updatedAt: minute(at).toISOString(),
  ...change,
});

export const staged = (at: number, change: Partial<StagedOrder> = {}): ExchangeOrderCommand => ({
  kind: 'ObserveStaged',
  exchangeOrderId: EXCHANGE,
  staged: stagedOrder(at, change),
  at: minute(at),
});

export const erpOrder = (at: number, change: Partial<ErpOrder> = {}): ErpOrder => ({
  orderNumber: '104391',
  shippingType: 'UPSG',
  paymentType: 'EXCH',
  total: usd(0),
  invoices: [],
  updatedAt: minute(at).toISOString(),
  ...change,
});

export const imported = (at: number, change: Partial<ErpOrder> = {}): ExchangeOrderCommand => ({
  kind: 'ObserveImported',
  exchangeOrderId: EXCHANGE,
  order: erpOrder(at, change),
  at: minute(at),
});

export const other = <K extends 'RecordNotStaged' | 'Approve' | 'NameReturn'>(
  at: number,
  command: Omit<Extract<ExchangeOrderCommand, { kind: K }>, 'exchangeOrderId' | 'at'>,
): ExchangeOrderCommand => ({ ...command, exchangeOrderId: EXCHANGE, at: minute(at) }) as ExchangeOrderCommand;

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

export const kindsOfCalls = ({ calls }: RanExchange): string[] => calls.map(({ kind }) => kind);
