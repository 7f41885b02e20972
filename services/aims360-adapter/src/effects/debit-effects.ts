import { displayMoney, equals } from '@backhaul/money';
import { PersonNeeded, type Aims360Port, type EnteredDebit } from '../aims360/port.js';
import type { RmaCommand } from '../aims360-rma/commands.js';
import {
  adjustmentValues,
  postBatchEffect,
  stageDebitEffect,
  type AdjustmentDraft,
  type StagedAdjustment,
} from '../aims360-rma/offset/adjustment.js';
import { partOfReference, type Purpose } from '../aims360-rma/offset/purposes.js';
import type { RmaEffect } from './rma-effect.js';

/** Enters the AR debit against the open credit. Its reference is unique per account: it is looked up by it. */
export const stageDebit: RmaEffect<AdjustmentDraft, EnteredDebit> = {
  kind: stageDebitEffect,
  operation: 'stage-debit',
  async send(draft, client, signal) {
    return postable(await client.enterDebit(draft, signal));
  },
  async find(draft, client, signal) {
    const entered = await findEqual(draft, client, signal);
    return entered === null ? null : postable(entered);
  },
  confirmed: (draft, entered, at) => postedOf(draft, entered) ?? stagedOf(draft, entered, at),
  detail: purposeOf,
  values: adjustmentValues,
};

/** Post Transactions. Posting twice gives the first result; whether it was posted is read from the debit itself. */
export const postBatch: RmaEffect<StagedAdjustment, EnteredDebit> = {
  kind: postBatchEffect,
  operation: 'post-batch',
  send: (debit, client, signal) => client.postDebit(debit, signal),
  async find(debit, client, signal) {
    const entered = await findEqual(debit, client, signal);
    if (entered === null)
      throw new PersonNeeded('post-debit', `The debit ${debit.reference} is not in AIMS360 any more.`);
    return entered.postedAt === null ? null : entered;
  },
  confirmed: (draft, entered, at) => postedOf(draft, entered) ?? stagedOf(draft, entered, at),
  detail: purposeOf,
  values: adjustmentValues,
};

/** A person may have entered another amount under our reference: that is not our debit, and never taken for it. */
async function findEqual(
  draft: AdjustmentDraft,
  client: Aims360Port,
  signal: AbortSignal,
): Promise<EnteredDebit | null> {
  const entered = await client.findDebit(draft, signal);
  if (entered === null || equals(entered.amount, draft.amount)) return entered;
  const [there, wanted] = [displayMoney(entered.amount), displayMoney(draft.amount)];
  const message = `AIMS360 has a debit ${entered.document} with ${draft.reference} of ${there}, due is ${wanted}.`;
  throw new PersonNeeded('post-debit', message, { document: entered.document, entered: there });
}

function postable(entered: EnteredDebit): EnteredDebit {
  if (entered.postedAt !== null || entered.batchId !== null) return entered;
  throw new PersonNeeded('post-debit', `AIMS360 names no batch for the debit ${entered.document}.`);
}

function postedOf(draft: AdjustmentDraft, { postedAt, ...entered }: EnteredDebit): RmaCommand | null {
  if (postedAt === null) return null;
  const { returnId, creditDocument } = draft;
  const kind = kindOf(draft);
  const { reference, document, amount, reason } = entered;
  const adjustment = { kind, reference, document, amount, creditDocument, reason, postedAt };
  return { kind: 'ObserveAdjustment', returnId, adjustment };
}

function stagedOf(draft: AdjustmentDraft, { batchId, document }: EnteredDebit, at: Date): RmaCommand {
  const { returnId } = draft;
  return { kind: 'ConfirmDebitStaged', returnId, purpose: purposeOf(draft), batchId: batchId ?? '', document, at };
}

/** Calls that an earlier release planned name no kind: it knew debits alone. */
const kindOf = ({ kind }: { kind?: AdjustmentDraft['kind'] }): AdjustmentDraft['kind'] => kind ?? 'debit';

/** Nor a purpose; the reference tells. */
function purposeOf({ reference }: AdjustmentDraft): Purpose {
  return partOfReference(reference)?.purpose ?? 'refund';
}
