import { negate, type Money } from '@backhaul/money';
import type { z } from 'zod';
import type { AdjustmentReading, CreditReading } from '../aims360-rma/offset/adjustment.js';
import { partOfReference } from '../aims360-rma/offset/purposes.js';
import type { CreditOwner, CreditOwners } from './credit-owners.js';
import { adjustmentDocument, creditTransaction, fitting, moneyOf } from './documents.js';
import { changes, literal, matching } from './odata.js';
import type { AdjustmentChange, Changed, CreditChange } from './port.js';
import type { Session } from './session.js';
import { toAdjustmentReading } from './to-adjustment.js';

type Credit = z.infer<typeof creditTransaction>;

const TRANSACTIONS = '/accountsreceivable/v1.0/transactions';
const isAdjustment = `(transactionType eq 'DebitAdjustment' or transactionType eq 'CreditAdjustment') and posted eq true`;

/** Credit memos and what used them up, as the AR ledger shows them (contracts/aims360.md §5.2). */
export class Credits {
  constructor(
    private readonly http: Session,
    private readonly owners: CreditOwners,
    private readonly customerAccount: string,
  ) {}

  async *changed(since: Date, signal: AbortSignal): AsyncIterable<readonly Changed<CreditChange>[]> {
    const filter = `${this.#ofAccount} and transactionType eq 'CreditMemo'`;
    for await (const page of changes(this.http, TRANSACTIONS, { filter, key: 'transactionID', since }, signal)) {
      const rows = page.map(({ row }) => fitting(creditTransaction, row, 'a credit memo'));
      const owners = await this.owners.ownersOf(
        rows.map(({ document }) => document),
        signal,
      );
      // Read after the balances, so that every adjustment that is in a balance is among them.
      const adjustments = await this.#adjustmentsOn(rows, signal);
      yield rows.flatMap((row) => {
        const owner = owners.get(row.document);
        if (owner === undefined) return [];
        const what = { credit: creditReadingOf(row, owner), adjustments: adjustments.get(row.transactionID) ?? [] };
        return [{ changedAt: row.lastModifiedOn, what }];
      });
    }
  }

  async *adjustments(since: Date, signal: AbortSignal): AsyncIterable<readonly Changed<AdjustmentChange>[]> {
    const filter = `${this.#ofAccount} and ${isAdjustment}`;
    for await (const page of changes(this.http, TRANSACTIONS, { filter, key: 'transactionID', since }, signal)) {
      const rows = page.map(({ row }) => fitting(adjustmentDocument, row, 'an AR adjustment'));
      const ids = rows.flatMap(({ appliedToTransactionID: id }) => id ?? []);
      const documents = await this.owners.documentsOf(ids, signal);
      const owners = await this.owners.ownersOf([...documents.values()], signal);
      yield rows.flatMap((row) => {
        const creditDocument = documents.get(row.appliedToTransactionID ?? '') ?? null;
        const creditOf = owners.get(creditDocument ?? '')?.externalReturnId ?? null;
        const externalReturnIds = returnsOf(row.reference ?? null, creditOf);
        if (externalReturnIds.length === 0) return [];
        const adjustment = toAdjustmentReading(row, creditDocument);
        return [{ changedAt: row.lastModifiedOn, what: { adjustment, externalReturnIds } }];
      });
    }
  }

  /** A credit that nothing was taken from has none. */
  async #adjustmentsOn(credits: readonly Credit[], signal: AbortSignal): Promise<Map<string, AdjustmentReading[]>> {
    const used = new Map(credits.filter(isUsed).map(({ transactionID, document }) => [transactionID, document]));
    const always = `${this.#ofAccount} and ${isAdjustment}`;
    const tests = [...used.keys()].map((id) => `appliedToTransactionID eq ${id}`);
    const rows = await matching(this.http, TRANSACTIONS, adjustmentDocument, { always, tests }, signal);
    const byCredit = new Map<string, AdjustmentReading[]>();
    for (const row of rows) {
      const id = row.appliedToTransactionID ?? '';
      const list = byCredit.get(id) ?? [];
      byCredit.set(id, [...list, toAdjustmentReading(row, used.get(id) ?? null)]);
    }
    return byCredit;
  }

  get #ofAccount(): string {
    return `customerAccount eq ${literal(this.customerAccount)}`;
  }
}

const isUsed = ({ amount, openBalance }: Credit): boolean => amount !== openBalance;

/** The return that the reference names, and the one whose credit it was posted against: a person may have mixed them up. */
export function returnsOf(reference: string | null, creditOf: string | null): string[] {
  const named = reference === null ? null : (partOfReference(reference)?.externalReturnId ?? null);
  return [...new Set([named, creditOf].flatMap((one) => one ?? []))];
}

/** The credit memo in our words. */
export function creditReadingOf(row: Credit, { rmaNumber, externalReturnId }: CreditOwner): CreditReading {
  const { document, currencyCode, transactionDate, lastModifiedOn: changedAt } = row;
  return {
    document,
    rmaNumber,
    externalReturnId,
    amount: credited(row.amount, currencyCode, document),
    openBalance: credited(row.openBalance, currencyCode, document),
    issuedAt: `${transactionDate}T00:00:00.000Z`,
    changedAt,
  };
}

const credited = (value: number, currency: string, document: string): Money =>
  negate(moneyOf(value, currency, `an amount of ${document}`));
