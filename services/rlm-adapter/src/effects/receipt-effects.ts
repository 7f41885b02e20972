import type { Clients } from '../clients.js';
import type { StoredReceipt } from '../rlm/port.js';
import { postReceiptEffect } from '../rlm-return-authorization/receipts.js';
import { markExportedEffect } from '../rlm-return-authorization/refunds.js';
import type { RaEffect } from './ra-effect.js';

interface PostReceiptPayload {
  returnId: string;
  raNumber: string;
  warehouse: number;
  receipt: StoredReceipt;
}

/** ImportReturnReceipts: the warehouse's receipt becomes RLM's. `Receipt ID Already Exists` is done, not an error. */
export const postReceipt = (clients: Clients): RaEffect<PostReceiptPayload, object> => ({
  kind: postReceiptEffect,
  operation: 'post-receipt',
  async send({ raNumber, warehouse, receipt }, call, signal) {
    await clients.rlm(call.merchantId).postReceipt(raNumber, warehouse, receipt, call.key, signal);
    return {};
  },
  async find({ receipt }, call, signal) {
    return (await clients.rlm(call.merchantId).hasReceipt(receipt.receiptId, signal)) ? {} : null;
  },
  confirmed: ({ returnId, receipt }, _result, _call, at) => ({
    kind: 'ConfirmReceiptPosted',
    returnId,
    receiptId: receipt.receiptId,
    at,
  }),
});

/** LoopExportReturnReceipts, its last step: the receipt left RLM's export queue. Saying it again changes nothing. */
export const markExported = (clients: Clients): RaEffect<{ receiptId: string }, object> => {
  const mark: RaEffect<{ receiptId: string }, object>['send'] = async ({ receiptId }, call, signal) => {
    await clients.rlm(call.merchantId).markExported(receiptId, call.key, signal);
    return {};
  };
  return { kind: markExportedEffect, operation: 'mark-exported', send: mark, find: mark, confirmed: () => null };
};
