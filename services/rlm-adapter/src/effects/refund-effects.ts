import type { EventData } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';
import type { Clients } from '../clients.js';
import type { ImportResult, ShopRefund } from '../rlm-return-authorization/refund.js';
import { importRefundEffect, readInventoryEffect } from '../rlm-return-authorization/refunds.js';
import type { RaEffect } from './ra-effect.js';

interface ImportPayload {
  returnId: string;
  refund: ShopRefund;
  money: Money;
}

/** ShopifyImportRefunds: restock and credit invoice. `Refund ID Already Exists` is read back and counts as done. */
export const importRefund = (clients: Clients): RaEffect<ImportPayload, ImportResult> => ({
  kind: importRefundEffect,
  operation: 'import-refund',
  send: ({ refund, money }, call, signal) => clients.rlm(call.merchantId).importRefund(refund, money, call.key, signal),
  find: ({ refund, money }, call, signal) =>
    clients.rlm(call.merchantId).findImport(refund.refundId, money.currency, signal),
  confirmed: ({ returnId, refund }, result, _call, at) => ({
    kind: 'ConfirmRefundImport',
    returnId,
    refundId: refund.refundId,
    result,
    at,
  }),
});

interface InventoryPayload {
  returnId: string;
  skus: string[];
}

type Levels = EventData<'InventoryExported'>['levels'];

/** ShopifyExportInventory: reads the stock of record; reading again is as good as the first time. */
export const readInventory = (clients: Clients): RaEffect<InventoryPayload, { levels: Levels }> => {
  const read: RaEffect<InventoryPayload, { levels: Levels }>['send'] = async ({ skus }, call, signal) => ({
    levels: await clients.rlm(call.merchantId).levels(skus, signal),
  });
  return {
    kind: readInventoryEffect,
    operation: 'read-inventory',
    send: read,
    find: read,
    confirmed: ({ returnId }, { levels }, _call, at) => ({ kind: 'ConfirmInventory', returnId, levels, at }),
  };
};
