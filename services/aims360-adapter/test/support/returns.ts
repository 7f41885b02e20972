import type { EventData } from '@backhaul/contracts';
import { money, type Money } from '@backhaul/money';
import type { RmaCommand } from '../../src/aims360-rma/commands.js';
import type { RmaPolicy } from '../../src/aims360-rma/policy.js';
import type { RmaCredit, RmaLine, RmaSnapshot } from '../../src/aims360-rma/rma-snapshot.js';

export const usd = (amount: number): Money => money(amount, 'USD');
export const at = new Date('2026-09-21T10:00:00.000Z');
export const returnId = 'northfold-88120045';

export const policy = (change: Partial<RmaPolicy> = {}): RmaPolicy => ({
  warehouse: 'MAIN',
  reason: 'OTHER',
  customerAccount: 'SHPFY-US',
  confirmCredit: 'person',
  postDebit: 'policy',
  debitReason: 'SHOPREF',
  creditIncludesTax: true,
  ...change,
});

type Unit = EventData<'ReturnInitiated'>['units'][number];

export const jacket = (unitId: string, change: Partial<Unit> = {}): Unit => ({
  unitId,
  orderLineId: '1',
  variantId: null,
  sku: 'RIDGE-PINE-M',
  barcode: '195001000017',
  title: 'Ridge jacket',
  price: usd(14000),
  discount: usd(1400),
  tax: usd(1008),
  refund: usd(13608),
  reason: 'Too warm',
  parentReason: null,
  outcome: 'return',
  ...change,
});

/** Return 88120045 of order #20418: one jacket, 126.00 net and 10.08 tax, unless told otherwise. */
export function initiated(units: readonly Unit[] = [jacket('u1')], fee = 0): EventData<'ReturnInitiated'> {
  const total = (of: (unit: Unit) => Money): Money => usd(units.reduce((sum, unit) => sum + of(unit).amount, 0));
  const [product, discount, tax] = [total((u) => u.price), total((u) => u.discount), total((u) => u.tax)];
  const value = usd(product.amount - discount.amount + tax.amount);
  const none = usd(0);
  return {
    returnId,
    externalReturnId: '88120045',
    order: { orderId: '5511223344556', orderName: '#20418' },
    outcome: 'refund',
    shopper: null,
    units: [...units],
    exchangeItems: [],
    exchangeOrders: [],
    amounts: {
      product,
      discount,
      tax,
      total: value,
      exchangeCredit: none,
      exchangeTotal: none,
      refund: usd(value.amount - fee),
      storeCredit: none,
      upsell: none,
      handlingFee: usd(fee),
    },
    parcel: { carrier: null, trackingNumber: null, status: null, labelUrl: null },
    gift: false,
    multiCurrency: false,
    initiatedAt: '2026-09-14T03:02:11.000Z',
    learnedVia: 'webhook',
  };
}

export const authorize = (
  change: { units?: readonly Unit[]; fee?: number; policy?: Partial<RmaPolicy> } = {},
): RmaCommand => ({
  kind: 'AuthorizeReturn',
  initiated: initiated(change.units, change.fee),
  policy: policy(change.policy),
  at,
});

export const line = (change: Partial<RmaLine> = {}): RmaLine => ({
  sku: 'RIDGE-PINE-M',
  barcode: '195001000017',
  authorized: 1,
  received: 0,
  restocked: 0,
  seconds: 0,
  writtenOff: 0,
  missing: 0,
  ...change,
});

/** RMA 30115 as it is right after it was made; `minute` says how much later it was changed. */
export const rma = (change: Partial<RmaSnapshot> & { minute?: number } = {}): RmaSnapshot => {
  const { minute = 0, ...rest } = change;
  return {
    rmaId: '5b0c1d5e-0000-4000-8000-000000030115',
    rmaNumber: '30115',
    status: 'open',
    warehouse: 'MAIN',
    secondsWarehouse: 'SECONDS',
    lines: [line()],
    credit: null,
    createdAt: '2026-09-14T16:00:00.000Z',
    updatedAt: minuteAfter(minute),
    ...rest,
  };
};

export const minuteAfter = (minute: number): string =>
  new Date(Date.parse('2026-09-14T16:00:00.000Z') + minute * 60_000).toISOString();

/** A jacket that came back and is in stock again. */
export const restocked = (units = 1, authorized = units): RmaLine =>
  line({ authorized, received: units, restocked: units });

export const credit = (change: Partial<RmaCredit> & { minute?: number } = {}): RmaCredit => {
  const { minute = 0, ...rest } = change;
  return {
    documentNumber: 'CM-5501',
    issuedAt: minuteAfter(minute),
    total: usd(13608),
    merchandise: usd(12600),
    tax: usd(1008),
    freight: usd(0),
    fee: usd(0),
    ...rest,
  };
};

/** Received, restocked and credited in full. */
export const credited = (change: Partial<RmaCredit> = {}, minute = 30): RmaSnapshot =>
  rma({ status: 'credited', lines: [restocked()], credit: credit({ minute, ...change }), minute });

export const observe = (snapshot: RmaSnapshot): RmaCommand => ({ kind: 'ObserveRma', returnId, rma: snapshot });

export const processed = (refundIds = ['929361'], amount = 13608): RmaCommand => ({
  kind: 'RecordProcessed',
  returnId,
  refundIds,
  refunded: usd(amount),
  at,
});

export const refund = (
  change: { refundId?: string; refunded?: number; pending?: number; tax?: number } = {},
): RmaCommand => {
  const { refundId = '929361', refunded = 13608, pending = 0, tax = 1008 } = change;
  const record = { refundId, refunded: usd(refunded), pending: usd(pending), tax: usd(tax) };
  return { kind: 'RecordRefund', returnId, refund: record, at };
};

export const refundMoney = (
  factId: string,
  change: { refundId?: string; settled?: number; failed?: number } = {},
): RmaCommand => {
  const { refundId = '929361', settled = 0, failed = 0 } = change;
  return { kind: 'RecordRefundMoney', returnId, factId, refundId, settled: usd(settled), failed: usd(failed), at };
};

export const staged: RmaCommand = { kind: 'ConfirmDebitStaged', returnId, batchId: 'b1', document: 'DA-771', at };

export const posted = (change: { amount?: number; reference?: string; document?: string } = {}): RmaCommand => {
  const { amount = 13608, reference = 'LOOP-88120045-R', document = 'DA-771' } = change;
  const debit = { reference, document, amount: usd(amount), reason: 'SHOPREF', postedAt: minuteAfter(60) };
  return { kind: 'RecordPostedDebit', returnId, debit };
};
