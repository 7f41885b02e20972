import type { Queryable } from '@backhaul/event-store';
import type { HistoryLine, DocumentRef } from '../history/line.js';
import { searchKey } from '../history/identifiers.js';
import type { Entry } from '../journal/books/entry.js';

/*
 * Lines are only ever added: a fact is never taken back. Each writer gives all lines of the return and adds what is not
 * there yet, so a read model that lost rows is whole again with the next fact.
 */

const insertFacts = `
  INSERT INTO ledger.return_fact (return_id, line_key, event_id, event_type, happened_at, learned_at, rank, system,
    service, text, documents, cause_event_id)
  SELECT $1, key, "eventId", type, "happenedAt", "learnedAt", rank, system, service, text, documents, "causeEventId"
  FROM jsonb_to_recordset($2) AS line (key text, "eventId" text, type text, "happenedAt" timestamptz,
    "learnedAt" timestamptz, rank smallint, system text, service text, text text, documents jsonb, "causeEventId" text)
  ON CONFLICT (return_id, line_key) DO NOTHING`;

/** The history. */
export async function writeHistory(tx: Queryable, returnId: string, lines: readonly HistoryLine[]): Promise<void> {
  await tx.query(insertFacts, [returnId, JSON.stringify(lines)]);
}

const insertIdentifiers = `
  INSERT INTO ledger.return_identifier (return_id, kind, number, search_key)
  SELECT $1, kind, number, key FROM jsonb_to_recordset($2) AS one (kind text, number text, key text)
  ON CONFLICT (return_id, kind, search_key) DO NOTHING`;

/** The numbers to search by. */
export async function writeIdentifiers(tx: Queryable, returnId: string, all: readonly DocumentRef[]): Promise<void> {
  const rows = all.map(({ kind, number }) => ({ kind, number, key: searchKey(number) }));
  await tx.query(insertIdentifiers, [returnId, JSON.stringify(rows)]);
}

const insertJournal = `
  INSERT INTO ledger.journal_line (return_id, entry_id, line_no, account, amount, currency, description,
    document_number, effective_at, learned_at, cause_event_id)
  SELECT $1, "entryId", "lineNo", account, amount, currency, description, "documentNumber", "effectiveAt", "learnedAt",
    "causeEventId"
  FROM jsonb_to_recordset($2) AS line ("entryId" text, "lineNo" smallint, account text, amount bigint, currency text,
    description text, "documentNumber" text, "effectiveAt" timestamptz, "learnedAt" timestamptz, "causeEventId" text)
  ON CONFLICT (return_id, entry_id, line_no) DO NOTHING`;

/** The books. */
export async function writeJournal(tx: Queryable, returnId: string, entries: readonly Entry[]): Promise<void> {
  const rows = entries.flatMap(({ id, lines, ...entry }) =>
    lines.map(({ account, amount }, index) => ({
      entryId: id,
      lineNo: index + 1,
      account,
      amount: amount.amount,
      currency: amount.currency,
      description: entry.description,
      documentNumber: entry.documentNumber,
      effectiveAt: entry.effectiveAt,
      learnedAt: entry.learnedAt,
      causeEventId: entry.causeEventId,
    })),
  );
  if (rows.length > 0) await tx.query(insertJournal, [returnId, JSON.stringify(rows)]);
}
