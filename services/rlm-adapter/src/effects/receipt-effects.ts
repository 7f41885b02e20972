import type { Clients } from '../clients.js';
import type { StoredReceipt } from '../rlm/port.js';
import type { Receipt } from '../rlm-return-authorization/receipt.js';
import { markExportedEffect, postReceiptEffect, type PostedReceipt } from '../rlm-return-authorization/receipts.js';
import { readReceiptsEffect, type ReceiptsWanted } from '../rlm-return-authorization/receiving.js';
import { jobs } from '../rlm-return-authorization/jobs.js';
import type { RaEffect } from './ra-effect.js';

/**
 * ImportReturnReceipts: the warehouse's receipt becomes RLM's. `Receipt ID Already Exists` is done, not an error; one with an item
 * that RLM does not know is held there, and looked at again by the runs of the job.
 */
export const postReceipt = (clients: Clients): RaEffect<PostedReceipt, StoredReceipt> => ({
  kind: postReceiptEffect,
  operation: 'post-receipt',
  send: (posted, call) => clients.rlm(call.merchantId).postReceipt(posted, call),
  find: (posted, call) => clients.rlm(call.merchantId).findReceipt(posted, call),
  refusalIn: ({ unknownItems = [] }) => (unknownItems.length === 0 ? null : unknownItems.join('; ')),
  confirmed: ({ returnId, receipt: { receiptId, revision } }, { posted: result = 'counted' }, at) => ({
    kind: 'ConfirmReceiptPosted',
    ...{ returnId, receiptId, revision, result },
    at,
  }),
  refused: ({ returnId, receipt: { receiptId, revision } }, { unknownItems = [] }, at, callKey) => ({
    kind: 'HoldReceipt',
    ...{ returnId, receiptId, revision, reasons: unknownItems, callKey },
    at,
  }),
  item: ({ raNumber, receipt: { warehouse, receiptId, revision } }, result) => ({
    ...{ job: jobs.importReceipts, entity: 'receipt', externalId: `${warehouse}/${receiptId}`, document: raNumber },
    ...(revision > 1 ? { as: 'UPDATED' } : {}),
    ...warningOf(result),
  }),
  values: ({ raNumber, receipt }) => ({ ra: raNumber, receipt: receipt.receiptId, revision: String(receipt.revision) }),
});

const warnings = { 'ra-closed': 'RA Closed', 'exported-before': 'Receipt Already Exported' } as const;

const warningOf = (result: StoredReceipt | null): { warning?: string } => {
  const { posted = 'counted' } = result ?? {};
  return posted === 'counted' ? {} : { warning: warnings[posted] };
};

/** LoopExportReturnReceipts, its first step: what the warehouse has for the RA, to be compared with what we heard of. */
export const readReceipts = (clients: Clients): RaEffect<ReceiptsWanted, { receipts: Receipt[] }> => ({
  kind: readReceiptsEffect,
  operation: 'read-receipts',
  async send({ raNumber, since }, call) {
    return { receipts: await clients.threePl(call.merchantId).receiptsOf(raNumber, new Date(since), call) };
  },
  confirmed: ({ returnId, raNumber, overdue, nothingCameInDays: days }, { receipts }, at) =>
    days === undefined
      ? { kind: 'ConfirmReceiptsRead', returnId, raNumber, receipts, overdue, at }
      : { kind: 'ConfirmNothingCame', returnId, raNumber, receipts, days, at },
  item: ({ raNumber }, result) => ({
    ...{ job: jobs.exportReceipts, entity: 'return-authorization', externalId: raNumber, document: null },
    ...(result === null ? {} : { skipped: 'Compared with what the warehouse lists' }),
  }),
  values: ({ raNumber, since }) => ({ ra: raNumber, since }),
});

interface Exported {
  receiptId: string;
  warehouse: string;
}

/** LoopExportReturnReceipts, its last step: the receipt left RLM's export queue. Saying it again changes nothing. */
export const markExported = (clients: Clients): RaEffect<Exported, object> => ({
  kind: markExportedEffect,
  operation: 'mark-exported',
  async send(receipt, call) {
    await clients.rlm(call.merchantId).markExported(receipt, call);
    return {};
  },
  confirmed: () => null,
  item: ({ warehouse, receiptId }) => ({
    ...{ job: jobs.exportReceipts, entity: 'receipt', externalId: `${warehouse}/${receiptId}`, document: null },
    as: 'UPDATED',
  }),
  values: ({ receiptId }) => ({ receipt: receiptId }),
});
