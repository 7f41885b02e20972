import type { AnyEnvelope, EventData, EventType } from '../src/index.js';
import { definitionOf, orderSubjectOf, partitionKeyOf } from '../src/index.js';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const returnId = 'northfold-88120045';
const order = { orderId: '5511223344556', orderName: '#NF-20417' };
const noon = '2026-11-03T12:00:00Z';

/** One event of each type: a shopper sends two of three trousers back, for 136.08 USD. */
const samples: { readonly [T in EventType]: EventData<T> } = {
  ReturnInitiated: {
    returnId,
    ...snapshot(),
    initiatedAt: noon,
    learnedVia: 'webhook',
  },
  ReturnRevised: { returnId, ...snapshot(), revision: 2, revisedAt: noon },
  ReturnUnitsRemoved: { returnId, unitIds: ['991002'], removedAt: noon },
  ParcelProgressed: {
    returnId,
    status: 'delivered',
    carrier: 'UPS',
    trackingNumber: null,
    labelUrl: null,
    progressedAt: noon,
  },
  ReturnProcessed: {
    returnId,
    processedAt: noon,
    refundIds: ['920011'],
    refunded: usd(13608),
    storeCredit: usd(0),
    exchangeCredit: usd(0),
    upsell: usd(0),
    exchangeOrders: [{ orderId: '5511223399999', orderName: 'EXC-20417', native: false }],
    partial: false,
    processedByUs: true,
  },
  ReturnProcessingFailed: { returnId, failedAt: noon, message: null },
  ReturnFlagged: { returnId, flaggedAt: noon },
  ReturnClosed: { returnId, closedAt: noon },
  ReturnCancelled: { returnId, cancelledAt: noon },
  ReturnExpired: { returnId, expiredAt: noon },
  OrderRecorded: {
    ...order,
    placedAt: '2026-10-20T09:15:00Z',
    updatedAt: noon,
    lines: [{ orderLineId: '7001', sku: 'TRS-OLV-32', title: 'Trail trousers', quantity: 3, shippedQuantity: 3 }],
  },
  RefundRecorded: {
    refundId: '920011',
    ...order,
    createdAt: noon,
    lines: [
      {
        orderLineId: '7001',
        sku: 'TRS-OLV-32',
        quantity: 2,
        restockType: 'no-restock',
        locationId: null,
        subtotal: usd(12598),
        tax: usd(1010),
      },
    ],
    shipping: usd(0),
    moneyRefunded: usd(13608),
    moneyPending: usd(0),
  },
  RefundMoneySettled: {
    refundId: '920011',
    transactionId: '71',
    orderId: order.orderId,
    amount: usd(13608),
    settledAt: noon,
  },
  RefundMoneyFailed: {
    refundId: '920011',
    transactionId: null,
    orderId: order.orderId,
    amount: usd(13608),
    failedAt: noon,
  },
  ExchangeOrderCreated: {
    returnId,
    ...order,
    exchangeOrderId: '5511223399999',
    exchangeOrderName: 'EXC-20417',
    native: false,
    createdAt: noon,
    lines: [
      {
        orderLineId: '7009',
        sku: 'TRS-OLV-36',
        barcode: null,
        title: 'Trail trousers',
        quantity: 1,
        unitPrice: usd(9000),
        discount: usd(9000),
        tax: usd(0),
      },
    ],
    merchandise: usd(9000),
    creditDiscount: usd(9000),
    otherDiscounts: usd(0),
    shipping: usd(0),
    tax: usd(0),
    total: usd(0),
    shippingMethod: null,
    paymentMethods: [],
    cancelled: false,
    confidence: 'certain',
    evidence: ['return 88120045 names it'],
  },
  InventoryLevelSet: { returnId, sku: 'TRS-OLV-32', locationId: '61', available: 48, setAt: noon },
  ReturnAuthorized: {
    returnId,
    documentKind: 'RMA',
    documentNumber: '10457',
    authorizedAt: noon,
    warehouse: 'RETURNS3PL',
    system: 'AIMS360',
    job: null,
    expects: ['CreditIssued', 'CreditOffsetPosted'],
  },
  AuthorizationCancelled: {
    returnId,
    documentNumber: '10457',
    cancelledAt: noon,
    reason: 'The return was cancelled before anything was received',
    system: 'AIMS360',
  },
  AsnTransmitted: {
    returnId,
    documentNumber: 'RA-30012',
    warehouseReference: 'RO-5521',
    transmittedAt: noon,
    system: 'RLM',
  },
  ReceiptRecorded: {
    returnId,
    receiptId: 'rcpt-1',
    documentNumber: '10457',
    receivedAt: noon,
    warehouse: 'RETURNS3PL',
    final: true,
    units: [
      received('991001', { condition: 'good', quality: 'first', disposition: 'restock', exception: null, note: null }),
      received(null, {
        condition: 'damaged',
        quality: 'second',
        disposition: 'write-off',
        exception: 'unexpected',
        note: 'torn hem',
      }),
    ],
    system: 'AIMS360',
  },
  ReturnCleared: { returnId, clearedAt: noon, basis: 'credit-issued', documentNumber: 'CM-7781', job: null },
  ReturnHeld: {
    returnId,
    heldAt: noon,
    reasons: [{ kind: 'damaged', unitId: '991002', text: 'One unit arrived with a torn hem' }],
  },
  InventoryRestocked: {
    returnId,
    restockedAt: noon,
    documentNumber: '10457',
    movements: [
      { sku: 'TRS-OLV-32', barcode: '0712345678904', warehouse: 'MAIN', quality: 'first', quantity: 1 },
      { sku: null, barcode: null, warehouse: 'SECONDS', quality: 'second', quantity: 1 },
    ],
    system: 'AIMS360',
  },
  CreditIssued: {
    returnId,
    documentKind: 'credit-memo',
    documentNumber: 'CM-7781',
    issuedAt: noon,
    total: usd(13608),
    merchandise: usd(12598),
    tax: usd(1010),
    freight: usd(0),
    fee: usd(0),
    adjustment: usd(0),
    system: 'AIMS360',
    job: null,
  },
  CreditOffsetPosted: {
    returnId,
    creditDocument: 'CM-7781',
    documentNumber: 'AR-4410',
    amount: usd(13608),
    reason: 'SHOPIFY REFUND',
    reference: '#NF-20417',
    postedAt: noon,
    purpose: 'refund',
    taxNotCarried: usd(0),
    system: 'AIMS360',
  },
  CreditApplied: { returnId, creditDocument: 'CM-7781', applied: usd(9720), appliedAt: noon, system: 'AIMS360' },
  ExchangeOrderImported: {
    returnId,
    exchangeOrderId: '5511223399999',
    exchangeOrderName: 'EXC-20417',
    documentNumber: '104391',
    amended: false,
    importedAt: noon,
    merchandise: usd(9000),
    offset: { kind: 'discount', amount: usd(9720) },
    total: usd(0),
    shippingType: 'UPSG',
    paymentType: 'EXCH',
    system: 'AIMS360',
    job: null,
  },
  RefundImported: {
    returnId,
    refundId: '920011',
    documentNumber: 'CI-2208',
    applied: usd(13608),
    importedAt: noon,
    system: 'RLM',
    job: 'ShopifyImportRefunds',
  },
  RefundSkipped: {
    returnId,
    refundId: '920011',
    reason: 'Refund ID Already Exists',
    severity: 'info',
    accepted: null,
    skippedAt: noon,
  },
  InventoryExported: {
    returnId,
    exportedAt: noon,
    levels: [{ sku: 'TRS-OLV-32', locationId: '61', available: 48 }],
    system: 'RLM',
    job: null,
  },
  TaskOpened: {
    taskId: 'task-1',
    returnId,
    kind: 'post-debit',
    title: 'Post the AR debit',
    why: 'The credit is open and the refund is paid',
    values: { amount: '136.08 USD', reference: '#NF-20417' },
    role: 'finance',
    openedAt: noon,
  },
  TaskClosed: { taskId: 'task-1', returnId: null, how: 'the debit was seen', closedAt: noon },
  JournalEntryPosted: {
    returnId,
    entryId: 'CreditIssued:CM-7781:5d41402a',
    description: 'Credit memo CM-7781',
    effectiveAt: noon,
    documentNumber: 'CM-7781',
    lines: [
      { account: 'sales-returns', amount: usd(12598) },
      { account: 'tax', amount: usd(1010) },
      { account: 'customer-receivable', amount: usd(-13608) },
    ],
  },
  ReturnSettled: { returnId, settledAt: noon, paidOut: usd(13608), documents: ['10457', 'CM-7781', 'AR-4410'] },
};

/** An envelope with the sample of that type in it. */
export function sampleEnvelope(type: EventType, data: unknown = samples[type]): AnyEnvelope {
  const definition = definitionOf(type);
  const subject = 'returnId' in samples[type] ? returnId : orderSubjectOf('northfold', order.orderId);
  return {
    id: '0b9e7c1e-3a52-4e1c-9a53-6c2d7a1f0e11',
    source: `/backhaul/${definition.publishers[0] ?? ''}`,
    type,
    subject,
    time: noon,
    recordedAt: '2026-11-03T12:00:01.250Z',
    partitionKey: partitionKeyOf('northfold', order.orderId),
    merchantId: 'northfold',
    correlationId: 'c-1',
    causationId: 'm-1',
    schemaVersion: definition.version,
    data,
  } as AnyEnvelope;
}

function unit(unitId: string, sku: string): EventData<'ReturnInitiated'>['units'][number] {
  return {
    unitId,
    orderLineId: '7001',
    variantId: '4400',
    sku,
    barcode: null,
    title: 'Trail trousers',
    price: usd(6999),
    discount: usd(700),
    tax: usd(505),
    refund: usd(6804),
    reason: 'Too small',
    parentReason: null,
    outcome: 'return',
  };
}

/** The return as it stands: two of three trousers come back, another size was wished for first. */
function snapshot() {
  return {
    externalReturnId: '88120045',
    order,
    outcome: 'refund',
    shopper: { name: 'Dana Reyes', postalCode: '97209', countryCode: 'US' },
    units: [unit('991001', 'TRS-OLV-32'), unit('991002', 'TRS-OLV-34')],
    exchangeItems: [
      {
        exchangeId: 'e-1',
        variantId: '4401',
        sku: 'TRS-OLV-36',
        title: 'Trail trousers',
        total: usd(6999),
        outOfStock: false,
      },
    ],
    exchangeOrders: [],
    amounts: {
      product: usd(13998),
      discount: usd(1400),
      tax: usd(1010),
      total: usd(13608),
      exchangeCredit: usd(0),
      exchangeTotal: usd(6999),
      refund: usd(13608),
      storeCredit: usd(0),
      upsell: usd(0),
      handlingFee: usd(0),
    },
    parcel: { carrier: 'UPS', trackingNumber: '1Z999AA10123456784', status: 'pre_transit', labelUrl: null },
    gift: false,
    multiCurrency: false,
  };
}

type ReceivedUnit = EventData<'ReceiptRecorded'>['units'][number];

function received(unitId: string | null, found: Omit<ReceivedUnit, 'unitId' | 'sku'>): ReceivedUnit {
  return { unitId, sku: unitId === null ? null : 'TRS-OLV-32', ...found };
}
