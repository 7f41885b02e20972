import type { z } from 'zod';
import { notUnderstood } from '@backhaul/vendor-http';
import type { AdjustmentDraft, AdjustmentReading, StagedAdjustment } from '../aims360-rma/offset/adjustment.js';
import { partOfReference } from '../aims360-rma/offset/purposes.js';
import { businessDate } from './business-date.js';
import { creditDocument, debitDocument, fitting, moneyOf, postedBatch, referenceDocument } from './documents.js';
import type { Masters } from './masters.js';
import { changes, found, literal } from './odata.js';
import { PersonNeeded, type Changed, type DebitKey, type EnteredDebit } from './port.js';
import { toNumber } from './rma-lines.js';
import type { Books } from './rmas.js';
import type { Session } from './session.js';

const TRANSACTIONS = '/accountsreceivable/v1.0/transactions';

/** AR debits: entered against an open credit, then posted (contracts/aims360.md §5.3). */
export class Receivables {
  constructor(
    private readonly http: Session,
    private readonly masters: Masters,
    private readonly books: Books,
  ) {}

  async find({ customerAccount, reference }: DebitKey, signal?: AbortSignal): Promise<EnteredDebit | null> {
    const filter = `${debitsOf(customerAccount)} and reference eq ${literal(reference)}`;
    const [row, ...others] = await found(this.http, TRANSACTIONS, debitDocument, { filter }, signal);
    if (others.length > 0) throw new PersonNeeded('post-debit', `AIMS360 has several debits with ${reference}.`);
    return row === undefined ? null : enteredOf(row);
  }

  async enter(draft: AdjustmentDraft, signal?: AbortSignal): Promise<EnteredDebit> {
    if (draft.kind === 'credit')
      throw new PersonNeeded('post-debit', 'A credit adjustment is entered by a person in AIMS360.');
    const body = {
      customerAccount: draft.customerAccount,
      adjustmentType: 'Debit',
      amount: toNumber(draft.amount),
      currencyCode: draft.amount.currency,
      adjustmentDate: businessDate(this.books.now(), this.books.timeZone),
      debitAdjustmentID: await this.masters.debitReasonId(draft.reason),
      reference: draft.reference,
      appliedToTransactionID: await this.#openCredit(draft, signal),
      notes: draft.notes,
    };
    const answer = await this.http.post('/accountsreceivable/v1.0/adjustment', body, signal);
    return enteredOf(fitting(debitDocument, answer.json(), 'the answer to the debit'));
  }

  async post({ batchId, reference }: StagedAdjustment, signal?: AbortSignal): Promise<EnteredDebit> {
    await this.#mustBeOurs(batchId, reference, signal);
    const path = `/accountsreceivable/v1.0/batch/${encodeURIComponent(batchId)}/post`;
    const answer = await this.http.post(path, {}, signal);
    const { transactions } = fitting(postedBatch, answer.json(), 'the answer to Post Transactions');
    const debit = transactions.map(enteredOf).find((row) => row.reference === reference && row.postedAt !== null);
    if (debit !== undefined) return debit;
    throw notUnderstood('AIMS360', `the answer to Post Transactions does not show ${reference} as posted`);
  }

  async *posted(since: Date, signal: AbortSignal): AsyncIterable<readonly Changed<AdjustmentReading>[]> {
    const filter = `${debitsOf(this.books.customerAccount)} and posted eq true`;
    for await (const rows of changes(this.http, TRANSACTIONS, { filter, key: 'transactionID', since }, signal)) {
      yield rows.flatMap(({ row, changedAt }) => {
        const { reference } = fitting(referenceDocument, row, 'an AR debit');
        if (!reference || partOfReference(reference) === null) return [];
        const { batchId: _, postedAt, ...debit } = enteredOf(fitting(debitDocument, row, `the AR debit ${reference}`));
        const posted = { ...debit, kind: 'debit' as const, creditDocument: null, postedAt: postedAt ?? changedAt };
        return [{ changedAt, what: posted }];
      });
    }
  }

  /** "Post adjustment against an existing unapplied": the credit of this very RMA, found by its document number. */
  async #openCredit(
    { customerAccount, creditDocument: document }: AdjustmentDraft,
    signal?: AbortSignal,
  ): Promise<string> {
    const filter = `customerAccount eq ${literal(customerAccount)} and transactionType eq 'CreditMemo' and document eq ${literal(document)}`;
    const [credit, ...others] = await found(this.http, TRANSACTIONS, creditDocument, { filter }, signal);
    if (credit !== undefined && others.length === 0) return credit.transactionID;
    const message = `AIMS360 shows ${credit === undefined ? 'no' : 'more than one'} credit ${document} on ${customerAccount}.`;
    throw new PersonNeeded('post-debit', message);
  }

  /** A debit that a person entered may stand in a batch with others; posting it is theirs. */
  async #mustBeOurs(batchId: string, reference: string, signal?: AbortSignal): Promise<void> {
    const rows = await found(this.http, TRANSACTIONS, referenceDocument, { filter: `batchID eq ${batchId}` }, signal);
    if (rows.every((row) => row.reference === reference)) return;
    throw new PersonNeeded('post-debit', `The batch of ${reference} holds other transactions too: post it by hand.`);
  }
}

const debitsOf = (account: string): string =>
  `customerAccount eq ${literal(account)} and transactionType eq 'DebitAdjustment'`;

function enteredOf(row: z.infer<typeof debitDocument>): EnteredDebit {
  return {
    reference: row.reference,
    document: row.document,
    amount: moneyOf(row.amount, row.currencyCode, 'the amount of the debit'),
    reason: row.reasonCode ?? null,
    batchId: row.batchID ?? null,
    postedAt: row.posted ? (row.postedOn ?? row.lastModifiedOn) : null,
  };
}
