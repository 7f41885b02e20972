import type { Clients } from '../clients.js';
import type { Receipt } from '../rlm-return-authorization/receipt.js';
import { markExportedEffect, postReceiptEffect, type PostedReceipt } from '../rlm-return-authorization/receipts.js';
import { readReceiptsEffect, type ReceiptsWanted } from '../rlm-return-authorization/receiving.js';
import { jobs } from '../rlm-return-authorization/jobs.js';
import type { RaEffect } from './ra-effect.js';

/** ImportReturnReceipts: the warehouse's receipt becomes RLM's. `Receipt ID Already Exists` is done, not an error. */
export const postReceipt = (clients: Clients): RaEffect<PostedReceipt, object> => ({
  kind: postReceiptEffect,
  operation: 'post-receipt',
  async send(posted, call) {
    await clients.rlm(call.merchantId).postReceipt(posted, call);
    return {};
  },
  async find(posted, call) {
    return (await clients.rlm(call.merchantId).hasReceipt(posted, call)) ? {} : null;
  },
  confirmed: ({ returnId, receipt: { receiptId, revision } }, _result, at) => ({
    kind: 'ConfirmReceiptPosted',
    ...{ returnId, receiptId, revision },
    at,
  }),
  item: ({ raNumber, receipt: { warehouse, receiptId, revision } }) => ({
    ...{ job: jobs.importReceipts, entity: 'receipt', externalId: `${warehouse}/${receiptId}`, document: raNumber },
    ...(revision > 1 ? { as: 'UPDATED' } : {}),
  }),
  values: ({ raNumber, receipt }) => ({ ra: raNumber, receipt: receipt.receiptId, revision: String(receipt.revision) }),
});

/** LoopExportReturnReceipts, its first step: what the warehouse has for the RA, to be compared with what we heard of. */
export const readReceipts = (clients: Clients): RaEffect<ReceiptsWanted, { receipts: Receipt[] }> => ({
  kind: readReceiptsEffect,
  operation: 'read-receipts',
  async send({ raNumber, since }, call) {
    return { receipts: await clients.threePl(call.merchantId).receiptsOf(raNumber, new Date(since), call) };
  },
  confirmed: ({ returnId, raNumber, overdue }, { receipts }, at) => ({
    kind: 'ConfirmReceiptsRead',
    ...{ returnId, raNumber, receipts, overdue },
    at,
  }),
  item: ({ raNumber }, result) => ({
    ...{ job: jobs.exportReceipts, entity: 'return-authorization', externalId: raNumber, document: null },
    ...(result === null ? {} : { skipped: `Compared with the ${result.receipts.length} receipts of the warehouse` }),
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
