import { displayMoney } from '@backhaul/money';
import type { Clients } from '../clients.js';
import { heldExports } from '../inventory/held-exports.js';
import { shopRefunds } from '../inventory/shop-refunds.js';
import type { ImportAnswer } from '../rlm/port.js';
import { importRefundEffect, type RefundDraft } from '../rlm-return-authorization/refunds.js';
import { jobs } from '../rlm-return-authorization/jobs.js';
import type { RaCommand } from '../rlm-return-authorization/commands.js';
import { alreadyIn } from './job-rows.js';
import type { RaEffect } from './ra-effect.js';

/** ShopifyImportRefunds: restock and credit invoice. `Refund ID Already Exists` is read back and counts as done. */
export const importRefund = (clients: Clients): RaEffect<RefundDraft, ImportAnswer> => ({
  kind: importRefundEffect,
  operation: 'import-refund',
  trigger: 'refundImport',
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
  also: (tx, _draft, _answer, { merchantId }) => heldExports.turn(tx, merchantId),
  async after(tx, { refund }, answer, call, at) {
    if (answer.kind !== 'created') return;
    await shopRefunds.done(tx, call.merchantId, refund.refundId, at);
    await heldExports.release(tx, call.merchantId, call.key, at);
  },
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
