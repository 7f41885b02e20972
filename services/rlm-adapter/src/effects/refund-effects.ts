import type { EventData } from '@backhaul/contracts';
import { displayMoney } from '@backhaul/money';
import type { Clients } from '../clients.js';
import type { ImportAnswer } from '../rlm/port.js';
import { readInventoryEffect, type StockWanted } from '../rlm-return-authorization/refund-import.js';
import { importRefundEffect, type RefundDraft } from '../rlm-return-authorization/refunds.js';
import { jobs } from '../rlm-return-authorization/jobs.js';
import type { RaCommand } from '../rlm-return-authorization/commands.js';
import { alreadyIn } from './job-rows.js';
import type { RaEffect } from './ra-effect.js';

/** ShopifyImportRefunds: restock and credit invoice. `Refund ID Already Exists` is read back and counts as done. */
export const importRefund = (clients: Clients): RaEffect<RefundDraft, ImportAnswer> => ({
  kind: importRefundEffect,
  operation: 'import-refund',
  send: (draft, call) => clients.rlm(call.merchantId).importRefund(draft, call),
  find: (draft, call) => clients.rlm(call.merchantId).findImport(draft, call),
  // Skipped and failed refunds are not stored there: a later run may take them, after a late ship confirm for instance.
  refusalIn: (answer) => (answer.kind === 'created' ? null : answer.reason),
  confirmed: (draft, answer, at) => answered(draft, answer, at),
  refused: (draft, answer, at) => (answer.kind === 'skipped' ? answered(draft, answer, at) : null),
  item: ({ refund: { refundId: externalId } }, result) => ({
    ...{ job: jobs.importRefunds, entity: 'refund', externalId },
    document: result?.kind === 'created' ? result.creditNumber : null,
  }),
  values: ({ refund, money }) => ({
    refund: refund.refundId,
    order: refund.orderName,
    amount: displayMoney(money),
  }),
});

function answered({ returnId, refund: { refundId } }: RefundDraft, answer: ImportAnswer, at: Date): RaCommand | null {
  if (answer.kind === 'error') return null;
  return { kind: 'ConfirmRefundImport', returnId, refundId, result: answer, alreadyThere: alreadyIn(answer), at };
}

interface StoredStock {
  levels: EventData<'InventoryExported'>['levels'];
  /** ISO 8601, UTC. */
  readAt: string;
  /** SKUs that no location of the shop sells. */
  homeless: string[];
}

/** ShopifyExportInventory: reads the stock of record; reading again is as good as the first time. */
export const readInventory = (clients: Clients): RaEffect<StockWanted, StoredStock> => ({
  kind: readInventoryEffect,
  operation: 'read-inventory',
  async send({ skus, sellable }, call) {
    const { levels, readAt } = await clients.rlm(call.merchantId).levels(skus, call);
    const sold = new Set(levels.map(({ sku }) => sku));
    // An export without any level is none, whatever the quality of what came back.
    const needed = sold.size === 0 ? skus : sellable;
    return { levels, readAt: readAt.toISOString(), homeless: needed.filter((sku) => !sold.has(sku)) };
  },
  refusalIn: ({ homeless }) =>
    homeless.length === 0
      ? null
      : `No first-quality warehouse that holds ${homeless.join(', ')} is mapped to a location of the shop`,
  confirmed: ({ returnId, refundId }, { levels, readAt }, at) => ({
    kind: 'ConfirmInventory',
    ...{ returnId, refundId, levels },
    readAt: new Date(readAt),
    at,
  }),
  item: ({ refundId: externalId }) => ({
    ...{ job: jobs.exportInventory, entity: 'inventory', externalId, document: null },
    as: 'UPDATED',
  }),
  values: ({ refundId, skus }) => ({ refund: refundId, items: skus.join(', ') }),
});
