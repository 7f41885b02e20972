import { displayMoney, equals } from '@backhaul/money';
import { notUnderstood } from '@backhaul/vendor-http';
import { PersonNeeded } from '../aims360/port.js';
import { creditRmaEffect, creditValues, type CreditDraft } from '../aims360-rma/credit.js';
import { createRmaEffect, rmaValues, type RmaDraft } from '../aims360-rma/rma-draft.js';
import type { RmaSnapshot } from '../aims360-rma/rma-snapshot.js';
import type { RmaEffect } from './rma-effect.js';

/** Creates the RMA. Our return number on it is what keeps it one: it is looked up before any second attempt. */
export const createRma: RmaEffect<RmaDraft, RmaSnapshot> = {
  kind: createRmaEffect,
  operation: 'create-rma',
  send: (draft, client, signal) => client.createRma(draft, signal),
  find: (draft, client, signal) => client.findRma(draft, signal),
  confirmed: ({ returnId }, rma) => ({ kind: 'ObserveRma', returnId, rma }),
  values: rmaValues,
};

/** Credit › Confirm by policy of the store. A credit memo is final, so the ERP is asked first what it would come to. */
export const creditRma: RmaEffect<CreditDraft, RmaSnapshot> = {
  kind: creditRmaEffect,
  operation: 'credit-rma',
  async send(draft, client, signal) {
    const { rmaId, expected } = draft;
    const total = await client.previewCredit(rmaId, expected.currency, signal);
    if (!equals(total, expected)) {
      const message = `AIMS360 would credit ${displayMoney(total)}, the return is worth ${displayMoney(expected)}.`;
      throw new PersonNeeded('confirm-credit', message, { credit: displayMoney(total) });
    }
    await client.confirmCredit(rmaId, signal);
    const credited = await creditRma.find(draft, client, signal);
    if (credited === null) throw notUnderstood('AIMS360', 'the credit was confirmed, and no credit memo is shown');
    return credited;
  },
  async find(draft, client, signal) {
    const rma = await client.findRma(draft, signal);
    if (rma === null) throw new PersonNeeded('confirm-credit', `RMA ${draft.rmaNumber} is not in AIMS360 any more.`);
    return rma.credit === null ? null : rma;
  },
  confirmed: ({ returnId }, rma) => ({ kind: 'ObserveRma', returnId, rma }),
  values: creditValues,
};
