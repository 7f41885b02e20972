import { randomUUID } from 'node:crypto';
import {
  definitionOf,
  partitionKeyOf,
  returnIdOf,
  type AnyEnvelope,
  type EventData,
  type EventType,
  type ServiceName,
} from '@backhaul/contracts';
import type { LoopReturn } from '@backhaul/simulators';
import { usd } from './returns.js';

const at = '2026-09-20T14:00:00.000Z';

/** An event about this return, as the other services publish it. */
export function about<T extends EventType>(
  one: Pick<LoopReturn, 'id' | 'providerOrderId'>,
  from: ServiceName,
  type: T,
  data: Omit<EventData<T>, 'returnId'>,
  merchantId = 'northfold',
): AnyEnvelope {
  const returnId = returnIdOf(merchantId, one.id);
  const { schema, version } = definitionOf(type);
  return {
    id: randomUUID(),
    source: `/backhaul/${from}`,
    type,
    subject: returnId,
    time: at,
    recordedAt: at,
    partitionKey: partitionKeyOf(merchantId, one.providerOrderId),
    merchantId,
    correlationId: 'another correlation',
    causationId: 'intake:1',
    schemaVersion: version,
    data: schema.parse({ returnId, ...data }),
  } as AnyEnvelope;
}

export const authorized = (one: LoopReturn) =>
  about(one, 'aims360-adapter', 'ReturnAuthorized', {
    documentKind: 'RMA',
    documentNumber: '30115',
    authorizedAt: at,
    warehouse: 'RETURNS3PL',
    system: 'AIMS360',
    job: null,
    expects: ['CreditIssued'],
  });

export const cleared = (one: LoopReturn) =>
  about(one, 'aims360-adapter', 'ReturnCleared', {
    clearedAt: at,
    basis: 'credit-issued',
    documentNumber: 'CM-5501',
    job: null,
  });

export const held = (one: LoopReturn) =>
  about(one, 'rlm-adapter', 'ReturnHeld', {
    heldAt: at,
    reasons: [{ kind: 'damaged', unitId: null, text: '1 unit damaged' }],
  });

/** Every other milestone of a return, in the order of the flow. */
export const milestones = (one: LoopReturn): AnyEnvelope[] => [
  about(one, 'rlm-adapter', 'AsnTransmitted', {
    documentNumber: '700123',
    warehouseReference: 'RO-51',
    transmittedAt: at,
    system: 'RLM',
  }),
  about(one, 'rlm-adapter', 'ReceiptRecorded', {
    receiptId: 'RCV-1',
    documentNumber: '700123',
    receivedAt: at,
    warehouse: 'MAIN',
    final: true,
    units: [
      {
        unitId: null,
        sku: 'NF-JKT-M',
        condition: 'good',
        quality: 'first',
        disposition: 'restock',
        exception: 'late',
        note: null,
      },
    ],
    system: 'RLM',
  }),
  about(one, 'aims360-adapter', 'CreditIssued', {
    documentKind: 'credit-memo',
    documentNumber: 'CM-5501',
    issuedAt: at,
    total: usd(6804),
    merchandise: usd(6300),
    tax: usd(504),
    freight: usd(0),
    fee: usd(0),
    adjustment: usd(0),
    system: 'AIMS360',
    job: null,
  }),
  about(one, 'aims360-adapter', 'CreditApplied', {
    creditDocument: 'CM-5501',
    applied: usd(1200),
    appliedAt: at,
    system: 'AIMS360',
  }),
  about(one, 'aims360-adapter', 'ExchangeOrderImported', {
    exchangeOrderId: '6611223344556',
    exchangeOrderName: 'EXC-20418',
    documentNumber: '41007',
    amended: false,
    importedAt: at,
    merchandise: usd(9000),
    offset: { kind: 'discount', amount: usd(6300) },
    total: usd(2700),
    shippingType: 'UPS GROUND',
    paymentType: 'SHOPIFY',
    system: 'AIMS360',
    job: null,
  }),
  about(one, 'aims360-adapter', 'AuthorizationCancelled', {
    documentNumber: '30115',
    cancelledAt: at,
    reason: 'the return was cancelled, and nothing was received',
    system: 'AIMS360',
  }),
  about(one, 'rlm-adapter', 'RefundImported', {
    refundId: '929361',
    documentNumber: '9001',
    applied: usd(6804),
    importedAt: at,
    system: 'RLM',
    job: 'ShopifyImportRefunds',
  }),
  about(one, 'aims360-adapter', 'CreditOffsetPosted', {
    creditDocument: 'CM-5501',
    documentNumber: 'DA-771',
    amount: usd(6804),
    reason: 'SHOPREF',
    reference: 'LOOP-88120045-R',
    purpose: 'refund',
    taxNotCarried: usd(0),
    postedAt: at,
    system: 'AIMS360',
  }),
  about(one, 'rlm-adapter', 'InventoryExported', {
    exportedAt: at,
    levels: [{ sku: 'NF-JKT-M', locationId: '66', available: 25 }],
    system: 'RLM',
    job: 'ShopifyExportInventory',
  }),
  about(one, 'ledger', 'ReturnSettled', { settledAt: at, paidOut: usd(6804), documents: ['30115', 'CM-5501'] }),
];
