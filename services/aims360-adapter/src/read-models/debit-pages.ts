import { createHash } from 'node:crypto';
import type { Queryable } from '@backhaul/event-store';
import { money, sum } from '@backhaul/money';
import { Conditions, shown } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { WaitingQuery } from '../http/parameters.js';
import type { DebitsPreviewView, Page, WaitingDebitView } from '../http/schemas.js';
import { readPage } from '@backhaul/erp-kit';

/** So many returns are posted in one go: one transaction holds them all. */
const MOST_RETURNS = 200;

interface DebitRow {
  return_id: string;
  merchant_id: string;
  purpose: string;
  credit_document: string;
  document: string | null;
  currency: string;
  amount: string;
  reference: string;
  reason_code: string;
  staged: boolean;
  issued_at: Date;
}

/** Which returns a posting is about: those named, or all of a merchant that are proven. */
export type Chosen = { readonly returnIds: readonly string[] } | { readonly merchant: string };

/** Adjustments that a person can have posted together, and what they come to. */
export interface Postable {
  readonly returnIds: readonly string[];
  readonly preview: DebitsPreviewView;
}

/** Reads the adjustments that are proven and wait for a person. */
@Injectable()
export class DebitPages {
  constructor(private readonly pool: Pool) {}

  /** The oldest credit first. */
  async page({ merchant, ...page }: WaitingQuery): Promise<Page<WaitingDebitView>> {
    const listing = {
      ...{ table: 'aims360.waiting_debit', at: 'issued_at', id: `(return_id || ' ' || purpose)`, newestFirst: false },
      cursorOf: (row: DebitRow) => ({ at: row.issued_at, id: `${row.return_id} ${row.purpose}` }),
    };
    const { rows, next } = await readPage<DebitRow>(this.pool, listing, page, (conditions) =>
      conditions.and(merchant, (value) => `merchant_id = ${value}`),
    );
    return { items: rows.map(viewOf), next };
  }

  /** What posting the chosen ones would come to, now. */
  async postable(db: Queryable, chosen: Chosen): Promise<Postable> {
    const conditions = new Conditions();
    if ('merchant' in chosen) conditions.and(chosen.merchant, (value) => `merchant_id = ${value}`);
    else conditions.and(chosen.returnIds, (value) => `return_id = ANY(${value}::text[])`);
    const { rows } = await db.query(
      `SELECT * FROM aims360.waiting_debit JOIN (
         SELECT return_id FROM aims360.waiting_debit ${conditions.where}
         GROUP BY return_id ORDER BY min(issued_at), return_id LIMIT ${conditions.place(MOST_RETURNS + 1)}
       ) AS chosen USING (return_id) ORDER BY issued_at, return_id, purpose`,
      conditions.values,
    );
    const found = rows as DebitRow[];
    const ids = [...new Set(found.map((row) => row.return_id))];
    const returnIds = ids.slice(0, MOST_RETURNS);
    const taken = found.filter((row) => returnIds.includes(row.return_id));
    const counts = { returns: returnIds.length, debits: taken.length, more: ids.length > MOST_RETURNS };
    return { returnIds, preview: { ...counts, totals: totalsOf(taken), token: tokenOf(taken) } };
  }
}

function totalsOf(rows: readonly DebitRow[]): DebitsPreviewView['totals'] {
  return [...new Set(rows.map((row) => row.currency))].sort().map((currency) => {
    const amounts = rows.filter((row) => row.currency === currency).map((row) => money(Number(row.amount), currency));
    return shown(sum(amounts, currency));
  });
}

/** Stands for exactly these adjustments with these amounts: what a person has seen is what is posted. */
function tokenOf(rows: readonly DebitRow[]): string {
  const lines = rows.map((row) =>
    [row.return_id, row.purpose, row.credit_document, row.amount, row.currency].join(' '),
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex').slice(0, 32);
}

const viewOf = (row: DebitRow): WaitingDebitView => ({
  returnId: row.return_id,
  merchantId: row.merchant_id,
  purpose: row.purpose,
  creditDocument: row.credit_document,
  document: row.document,
  amount: shown(money(Number(row.amount), row.currency)),
  reason: row.reason_code,
  reference: row.reference,
  staged: row.staged,
  creditIssuedAt: row.issued_at.toISOString(),
});
