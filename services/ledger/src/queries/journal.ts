import { shown } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { JournalEntryView, ReturnJournalView } from '../http/schemas.js';
import { balancesOf, isClearing, openBalances } from '../journal/books/balances.js';
import type { Account } from '../journal/books/chart.js';

interface LineRow {
  entry_id: string;
  account: Account;
  amount: string;
  currency: string;
  description: string;
  document_number: string | null;
  effective_at: Date;
  learned_at: Date;
  cause_event_id: string;
}

/** Reads the books of a return. */
@Injectable()
export class JournalEntries {
  constructor(private readonly pool: Pool) {}

  /** Entries by the time at which they took effect, and what stands on each account. */
  async of(returnId: string): Promise<ReturnJournalView> {
    const { rows } = await this.pool.query<LineRow>(
      `SELECT entry_id, account, amount, currency, description, document_number, effective_at, learned_at, cause_event_id
       FROM ledger.journal_line WHERE return_id = $1 ORDER BY effective_at, entry_id, line_no`,
      [returnId],
    );
    const lines = rows.map(({ account, amount, currency }) => ({
      account,
      amount: { amount: Number(amount), currency },
    }));
    return {
      returnId,
      entries: entriesOf(rows),
      balances: balancesOf([{ lines }]).map(({ account, amount }) => ({
        account,
        clearing: isClearing(account),
        balance: shown(amount),
      })),
      cleared: openBalances([{ lines }]).length === 0,
    };
  }
}

function entriesOf(rows: readonly LineRow[]): JournalEntryView[] {
  const entries = new Map<string, JournalEntryView>();
  for (const row of rows) {
    const entry = entries.get(row.entry_id) ?? entryView(row);
    const amount = Number(row.amount);
    const side = amount > 0 ? 'debit' : 'credit';
    entry.lines.push({
      account: row.account,
      side,
      amount: shown({ amount: Math.abs(amount), currency: row.currency }),
    });
    entries.set(row.entry_id, entry);
  }
  return [...entries.values()];
}

function entryView(row: LineRow): JournalEntryView {
  return {
    entryId: row.entry_id,
    description: row.description,
    documentNumber: row.document_number,
    effectiveAt: row.effective_at.toISOString(),
    learnedAt: row.learned_at.toISOString(),
    causeEventId: row.cause_event_id,
    lines: [],
  };
}
