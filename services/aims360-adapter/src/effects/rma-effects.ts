import { displayMoney, equals } from '@backhaul/money';
import { notUnderstood } from '@backhaul/vendor-http';
import { PersonNeeded, type Aims360Port, type RmaKey } from '../aims360/port.js';
import type { RmaCommand } from '../aims360-rma/commands.js';
import { creditRmaEffect, creditValues, type CreditDraft } from '../aims360-rma/credit.js';
import {
  createRmaEffect,
  editRmaEffect,
  rmaValues,
  voidRmaEffect,
  voidValues,
  type RmaDraft,
  type VoidDraft,
} from '../aims360-rma/rma-draft.js';
import type { RmaSnapshot } from '../aims360-rma/rma-snapshot.js';
import { receiptValues, receiveRmaEffect, type ReceiptDraft } from '../aims360-rma/warehouse/receipt.js';
import { returnOfRma } from '../aims360-rma/warehouse/supplement.js';
import type { RmaEffect } from './rma-effect.js';

/** Creates the RMA. Our return number on it is what keeps it one: it is looked up before any second attempt. */
export const createRma: RmaEffect<RmaDraft, RmaSnapshot> = {
  kind: createRmaEffect,
  operation: 'create-rma',
  send: (draft, client, signal) => client.createRma(draft, signal),
  find: (draft, client, signal) => client.findRma(draft, signal),
  confirmed: seen,
  detail: ({ externalReturnId }) => (returnOfRma(externalReturnId).supplementary ? 'late' : null),
  values: rmaValues,
};

/** Brings the RMA in line with an edited return. Only what still differs is sent, so it may be sent again. */
export const editRma: RmaEffect<RmaDraft, RmaSnapshot> = {
  kind: editRmaEffect,
  operation: 'edit-rma',
  async send(draft, client, signal) {
    const { rmaId } = await existing(draft, client, signal);
    return client.editRma(rmaId, draft, signal);
  },
  find: notTold,
  confirmed: seen,
  values: rmaValues,
};

/** Books a receipt. Its reference is what keeps it one: AIMS360 gives the first answer again, so it may be sent again. */
export const receiveRma: RmaEffect<ReceiptDraft, RmaSnapshot> = {
  kind: receiveRmaEffect,
  operation: 'receive-rma',
  send: (receipt, client, signal) => client.receiveRma(receipt, signal),
  find: notTold,
  confirmed: seen,
  detail: ({ receiptReference }) => receiptReference,
  values: receiptValues,
};

/** Voids the RMA of a return that is over. */
export const voidRma: RmaEffect<VoidDraft, RmaSnapshot> = {
  kind: voidRmaEffect,
  operation: 'void-rma',
  async send(draft, client, signal) {
    const { rmaId } = await existing(draft, client, signal);
    return client.voidRma(rmaId, signal);
  },
  async find(draft, client, signal) {
    const rma = await existing(draft, client, signal);
    return rma.status === 'void' ? rma : null;
  },
  confirmed: seen,
  values: voidValues,
};

/** Credit › Confirm, by policy or for a person. A credit memo is final, so the ERP is asked first what it would come to. */
export const creditRma: RmaEffect<CreditDraft, RmaSnapshot> = {
  kind: creditRmaEffect,
  operation: 'credit-rma',
  async send(draft, client, signal) {
    const { expected } = draft;
    const { rmaId } = await existing(draft, client, signal);
    const total = await client.previewCredit(rmaId, expected.currency, signal);
    if (!equals(total, expected)) {
      const message = `AIMS360 would credit ${displayMoney(total)}, what came is worth ${displayMoney(expected)}.`;
      throw new PersonNeeded('confirm-credit', message, { credit: displayMoney(total) });
    }
    await client.confirmCredit(rmaId, signal);
    const credited = await creditRma.find(draft, client, signal);
    if (credited === null) throw notUnderstood('AIMS360', 'the credit was confirmed, and no credit memo is shown');
    return credited;
  },
  async find(draft, client, signal) {
    const rma = await existing(draft, client, signal);
    return rma.credit === null ? null : rma;
  },
  confirmed: seen,
  values: creditValues,
};

/** The RMA does not tell whether this very call was applied; as long as it is there, the call may be sent again. */
async function notTold(key: RmaKey, client: Aims360Port, signal: AbortSignal): Promise<null> {
  await existing(key, client, signal);
  return null;
}

async function existing(key: RmaKey, client: Aims360Port, signal: AbortSignal): Promise<RmaSnapshot> {
  const rma = await client.findRma(key, signal);
  if (rma !== null) return rma;
  throw new PersonNeeded('create-rma', `AIMS360 has no RMA for return ${key.externalReturnId}.`);
}

/** The answer is a look at the RMA. */
function seen(
  { returnId, externalReturnId }: { returnId: string; externalReturnId: string },
  rma: RmaSnapshot,
): RmaCommand {
  const { supplementary } = returnOfRma(externalReturnId);
  return { kind: supplementary ? 'ObserveSupplement' : 'ObserveRma', returnId, rma };
}
