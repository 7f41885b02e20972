import { notUnderstood } from '@backhaul/vendor-http';
import type { AdjustmentDraft, StagedAdjustment } from '../aims360-rma/offset/adjustment.js';
import { businessDate } from './business-date.js';
import { adjustmentDocument, creditDocument, fitting, postedBatch, type AdjustmentDocument } from './documents.js';
import type { Masters } from './masters.js';
import { found, literal } from './odata.js';
import { PersonNeeded, type DebitKey, type EnteredDebit } from './port.js';
import { toNumber } from './rma-lines.js';
import type { Books } from './rmas.js';
import type { Session } from './session.js';
import { toEntered } from './to-adjustment.js';

const TRANSACTIONS = '/accountsreceivable/v1.0/transactions';
const ADJUSTMENT = '/accountsreceivable/v1.0/adjustment';

/** AR adjustments: entered against an open credit, then posted (contracts/aims360.md §5.3). */
export class Receivables {
  constructor(
    private readonly http: Session,
    private readonly masters: Masters,
    private readonly books: Books,
  ) {}

  async find(key: DebitKey, signal?: AbortSignal): Promise<EnteredDebit | null> {
    const row = await this.#read(key, signal);
    return row === null ? null : toEntered(row);
  }

  async enter(draft: AdjustmentDraft, signal?: AbortSignal): Promise<EnteredDebit> {
    const body = {
      customerAccount: draft.customerAccount,
      ...(await this.#kindOf(draft)),
      amount: toNumber(draft.amount),
      currencyCode: draft.amount.currency,
      adjustmentDate: businessDate(this.books.now(), this.books.timeZone),
      reference: draft.reference,
      appliedToTransactionID: await this.#openCredit(draft, signal),
      notes: draft.notes,
    };
    const answer = await this.http.post(ADJUSTMENT, body, signal);
    return toEntered(fitting(adjustmentDocument, answer.json(), 'the answer to the adjustment'));
  }

  /** The ERP keeps one list of reasons for debits and another for credits. */
  async #kindOf({ kind, reason }: AdjustmentDraft): Promise<object> {
    return kind === 'credit'
      ? { adjustmentType: 'Credit', creditAdjustmentID: await this.masters.creditReasonId(reason) }
      : { adjustmentType: 'Debit', debitAdjustmentID: await this.masters.debitReasonId(reason) };
  }

  async post({ batchId, reference }: StagedAdjustment, signal?: AbortSignal): Promise<EnteredDebit> {
    await this.#mustBeOurs(batchId, reference, signal);
    const path = `/accountsreceivable/v1.0/batch/${encodeURIComponent(batchId)}/post`;
    const answer = await this.http.post(path, {}, signal);
    const { transactions } = fitting(postedBatch, answer.json(), 'the answer to Post Transactions');
    const posted = transactions.map(toEntered).find((row) => row.reference === reference && row.postedAt !== null);
    if (posted !== undefined) return posted;
    throw notUnderstood('AIMS360', `the answer to Post Transactions does not show ${reference} as posted`);
  }

  /** @throws PersonNeeded when several carry the reference */
  async #read(
    { customerAccount, reference, kind }: DebitKey,
    signal?: AbortSignal,
  ): Promise<AdjustmentDocument | null> {
    const type = kind === 'credit' ? 'CreditAdjustment' : 'DebitAdjustment';
    const filter = `customerAccount eq ${literal(customerAccount)} and transactionType eq '${type}' and reference eq ${literal(reference)}`;
    const [row, ...others] = await found(this.http, TRANSACTIONS, adjustmentDocument, { filter }, signal);
    if (others.length === 0) return row ?? null;
    throw new PersonNeeded('post-debit', `AIMS360 has several adjustments with ${reference}.`);
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
    const rows = await found(this.http, TRANSACTIONS, adjustmentDocument, { filter: `batchID eq ${batchId}` }, signal);
    if (rows.every((row) => row.reference === reference)) return;
    throw new PersonNeeded('post-debit', `The batch of ${reference} holds other transactions too: post it by hand.`);
  }
}
