import type { EventData } from '@backhaul/contracts';
import { money, type Money } from '@backhaul/money';
import type { RmaCommand } from '../../src/aims360-rma/commands.js';
import type { AdjustmentReading } from '../../src/aims360-rma/offset/adjustment.js';
import type { Purpose } from '../../src/aims360-rma/offset/purposes.js';
import type { RmaPolicy } from '../../src/aims360-rma/policy.js';
import type { RmaCredit, RmaLine, RmaSnapshot } from '../../src/aims360-rma/rma-snapshot.js';
import type { Processed } from '../../src/aims360-rma/state.js';
import type { PostedUnit } from '../../src/aims360-rma/warehouse/receipt.js';

export const usd = (amount: number): Money => money(amount, 'USD');
export const at = new Date('2026-09-21T10:00:00.000Z');
export const returnId = 'northfold-88120045';

export const policy = (change: Partial<RmaPolicy> = {}): RmaPolicy => ({
  warehouse: 'MAIN',
  reason: 'OTHER',
  customerAccount: 'SHPFY-US',
  owner: 'us',
  secondsWarehouse: 'SECONDS',
  confirmCredit: 'person',
  postDebit: 'policy',
  debitReasons: {
    refund: 'SHOPREF',
    'store-credit': 'SHOPGC',
    exchange: 'SHOPEXC',
    fee: 'RETFEE',
    rounding: 'ROUND',
  },
  roundingCreditReason: 'ROUND',
  toleranceCents: 2,
  fee: 'restocking-fee',
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
    source: 'api',
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

export const processed = (refundIds = ['929361'], amount = 13608, change: Partial<Processed> = {}): RmaCommand => ({
  kind: 'RecordProcessed',
  returnId,
  processed: {
    refundIds,
    refunded: usd(amount),
    storeCredit: usd(0),
    exchangeCredit: usd(0),
    exchangeOrderIds: [],
    partial: false,
    processedAt: at.toISOString(),
    ...change,
  },
  at,
});

/** EXC-20418: the vest of 97.20 that the shopper took in exchange; discounted by its value unless told otherwise. */
export const exchangeOrder = (
  change: Partial<Extract<RmaCommand, { kind: 'RecordExchangeOrder' }>['order']> = {},
): Extract<RmaCommand, { kind: 'RecordExchangeOrder' }> => ({
  kind: 'RecordExchangeOrder',
  returnId,
  order: {
    returnId,
    orderId: '5511223344556',
    orderName: '#20418',
    exchangeOrderId: '5511223399001',
    exchangeOrderName: 'EXC-20418',
    native: false,
    createdAt: at.toISOString(),
    lines: [],
    merchandise: usd(9000),
    creditDiscount: usd(9720),
    otherDiscounts: usd(0),
    shipping: usd(0),
    tax: usd(720),
    total: usd(0),
    shippingMethod: null,
    paymentMethods: [],
    cancelled: false,
    confidence: 'certain',
    evidence: ['The return names it'],
    ...change,
  },
  at,
});

/** The jacket of 136.08 went into a vest of 97.20; 38.88 went back. */
export const exchanged = (change: Partial<Processed> = {}): RmaCommand =>
  processed(['929361'], 3888, { exchangeCredit: usd(9720), exchangeOrderIds: ['5511223399001'], ...change });

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

export const staged = (purpose: Purpose = 'refund', document = 'DA-771'): RmaCommand => ({
  kind: 'ConfirmDebitStaged',
  returnId,
  purpose,
  batchId: `batch of ${document}`,
  document,
  at,
});

/** An adjustment as a poll finds it posted. */
export const posted = (change: Partial<Omit<AdjustmentReading, 'amount'>> & { amount?: number } = {}): RmaCommand => {
  const { amount = 13608, ...rest } = change;
  const adjustment: AdjustmentReading = {
    kind: 'debit',
    reference: 'LOOP-88120045-R',
    document: 'DA-771',
    amount: usd(amount),
    creditDocument: 'CM-5501',
    reason: 'SHOPREF',
    postedAt: minuteAfter(60),
    ...rest,
  };
  return { kind: 'ObserveAdjustment', returnId, adjustment };
};

/** The credit memo as a poll finds it: how much of it is open. */
export const openCredit = (openBalance: number, minute = 90): RmaCommand => ({
  kind: 'ObserveCredit',
  returnId,
  reading: {
    document: 'CM-5501',
    rmaNumber: '30115',
    externalReturnId: '88120045',
    amount: usd(13608),
    openBalance: usd(openBalance),
    issuedAt: minuteAfter(30),
    changedAt: minuteAfter(minute),
  },
});

export const postDebits: RmaCommand = { kind: 'PostDebits', returnId, by: 'Dana Ruiz', reason: 'Checked', at };

/** What a warehouse posts. */
export const receipt = (
  units: readonly Partial<PostedUnit>[],
  receiptId = 'WH-7741-1',
): Extract<RmaCommand, { kind: 'RecordReceipt' }> => ({
  kind: 'RecordReceipt',
  returnId,
  receipt: {
    receiptId,
    receivedAt: minuteAfter(20),
    by: 'RETURNS3PL',
    units: units.map((unit) => ({
      unitId: null,
      sku: 'RIDGE-PINE-M',
      barcode: '195001000017',
      disposition: 'restock',
      note: null,
      ...unit,
    })),
  },
  at,
});

/** The return as it stands after an edit. */
export const revised = (
  units: readonly Unit[],
  revision = 2,
  fee = 0,
): Extract<RmaCommand, { kind: 'ReviseReturn' }> => {
  const { initiatedAt: _, learnedVia: __, ...snapshot } = initiated(units, fee);
  return { kind: 'ReviseReturn', revised: { ...snapshot, revision, revisedAt: at.toISOString() }, at };
};

export const removed = (...unitIds: string[]): RmaCommand => ({ kind: 'RemoveUnits', returnId, unitIds, at });

export const ended = (how: 'cancelled' | 'expired' | 'closed' = 'cancelled'): RmaCommand => ({
  kind: 'EndReturn',
  returnId,
  how,
  at,
});

export const requestCredit = (expected: number | null = null): RmaCommand => ({
  kind: 'RequestCredit',
  returnId,
  by: 'Dana Ruiz',
  reason: 'The rest is lost',
  expected: expected === null ? null : usd(expected),
  at,
});
