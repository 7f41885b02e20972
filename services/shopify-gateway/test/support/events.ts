import { randomUUID } from 'node:crypto';
import type { Envelope } from '@backhaul/contracts';
import { usd } from './orders.js';

const filed = (returnId: string, orderId: string) => ({
  id: randomUUID(),
  subject: returnId,
  time: '2026-09-20T14:00:00.000Z',
  recordedAt: '2026-09-20T14:00:01.000Z',
  partitionKey: `northfold/${orderId}`,
  merchantId: 'northfold',
  correlationId: returnId,
  causationId: 'intake:1',
  schemaVersion: 1,
});

/** A return of one jacket of this order, as loop-gateway tells of it. */
export const returnInitiated = (orderId: string, returnId = 'northfold-88120045'): Envelope<'ReturnInitiated'> => ({
  ...filed(returnId, orderId),
  source: '/backhaul/loop-gateway',
  type: 'ReturnInitiated',
  data: {
    returnId,
    externalReturnId: '88120045',
    order: { orderId, orderName: '#20418' },
    outcome: 'refund',
    shopper: null,
    units: [
      {
        unitId: '1',
        orderLineId: '1',
        variantId: null,
        sku: 'NF-JKT-M',
        barcode: null,
        title: null,
        price: usd(14000),
        discount: usd(1400),
        tax: usd(1008),
        refund: usd(13608),
        reason: null,
        parentReason: null,
        outcome: 'return',
      },
    ],
    exchangeItems: [],
    exchangeOrders: [],
    amounts: {
      product: usd(14000),
      discount: usd(1400),
      tax: usd(1008),
      total: usd(13608),
      exchangeCredit: usd(0),
      exchangeTotal: usd(0),
      refund: usd(13608),
      storeCredit: usd(0),
      upsell: usd(0),
      handlingFee: usd(0),
    },
    parcel: { carrier: null, trackingNumber: null, status: null, labelUrl: null },
    gift: false,
    multiCurrency: false,
    initiatedAt: '2026-09-14T16:02:11.000Z',
    learnedVia: 'webhook',
  },
});

/** Absolute stock figures, as the ERP's adapter tells them. */
export const inventoryExported = (
  levels: { sku: string; locationId: string; available: number }[],
  o: { returnId?: string; exportedAt?: string } = {},
): Envelope<'InventoryExported'> => {
  const { returnId = 'northfold-88120045', exportedAt = '2026-09-20T14:00:00.000Z' } = o;
  const data = { returnId, exportedAt, levels, system: 'RLM', job: 'ShopifyExportInventory' };
  return { ...filed(returnId, '5511223344556'), source: '/backhaul/rlm-adapter', type: 'InventoryExported', data };
};

/** The return was processed, and these exchange orders came out of it; the original order itself when native. */
export const returnProcessed = (
  orderId: string,
  exchangeOrders: { orderId: string; orderName: string | null }[],
  returnId = 'northfold-88120045',
): Envelope<'ReturnProcessed'> => ({
  ...filed(returnId, orderId),
  source: '/backhaul/loop-gateway',
  type: 'ReturnProcessed',
  data: {
    returnId,
    processedAt: '2026-09-20T14:00:00.000Z',
    refundIds: [],
    refunded: usd(0),
    exchangeOrders: exchangeOrders.map((one) => ({ ...one, native: one.orderId === orderId })),
    processedByUs: true,
    storeCredit: usd(0),
    exchangeCredit: usd(0),
    upsell: usd(0),
    partial: false,
  },
});

/** The return as it was submitted, edited afterwards; an instant exchange has its order already. */
export const returnRevised = (
  orderId: string,
  exchangeOrders: { orderId: string; orderName: string | null }[],
  returnId = 'northfold-88120045',
): Envelope<'ReturnRevised'> => {
  const { data, ...rest } = returnInitiated(orderId, returnId);
  const { initiatedAt: _, learnedVia: __, ...snapshot } = data;
  const revised = { ...snapshot, exchangeOrders, revision: 2, revisedAt: '2026-09-20T14:00:00.000Z' };
  return { ...rest, type: 'ReturnRevised', data: revised };
};
