import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AnyEnvelope } from '@backhaul/contracts';
import { inTransaction } from '@backhaul/event-store';
import { lockOrderFamily, type BusContext } from '@backhaul/messaging';
import type { Pool } from 'pg';
import { Consumers } from '../src/consumers.js';
import { copyOf } from './support/copies.js';
import { startLedger, type LedgerUnderTest } from './support/service.js';

/** The facts of a return that come by different topics and need one another. */
const meeting = ['ReturnInitiated', 'CreditIssued', 'RefundRecorded', 'ReturnProcessed', 'CreditOffsetPosted'];

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

/** What the tables hold of a return, without the suffix that tells this copy from the others, and without own event ids. */
async function rowsOf(pool: Pool, returnId: string, suffix: string): Promise<string> {
  const tables: unknown[] = [];
  for (const [table, order] of [
    ['return_summary', 'return_id'],
    ['return_fact', 'happened_at, rank, line_key'],
    ['return_identifier', 'kind, search_key'],
    ['journal_line', 'entry_id, line_no'],
    ['return_body', 'return_id'],
    ['open_item', 'item_id'],
  ]) {
    const { rows } = await pool.query(`SELECT * FROM ledger.${table} WHERE return_id = $1 ORDER BY ${order}`, [
      returnId,
    ]);
    tables.push(rows.map(comparable));
  }
  return JSON.stringify(tables, null, 1).replaceAll(suffix, '');
}

/** Ids are hashes of a copy's own numbers. */
function comparable(row: Record<string, unknown>): Record<string, unknown> {
  const { line_key, event_id, cause_event_id, entry_id, ...rest } = row;
  const kinds = { line: String(line_key).split(':')[0], entry: String(entry_id).split(':').slice(0, 2) };
  return { ...rest, ...kinds, told: event_id !== null, caused: cause_event_id !== null };
}

describe('the facts of a standard return', () => {
  let ledger: LedgerUnderTest;
  beforeAll(async () => {
    ledger = await startLedger();
  });
  afterAll(() => ledger.stop());

  /** Messages may share a transaction. */
  const take = (events: readonly AnyEnvelope[]) =>
    inTransaction(ledger.database.pool, async (tx) => {
      for (const event of events) {
        await lockOrderFamily(tx, event.partitionKey);
        await ledger.service.app.get(Consumers).on(event, { tx } as BusContext);
      }
    });

  it('end in the same rows in every order', async () => {
    const orders = permutations(meeting);
    const results = new Map<string, string>();
    const work = orders.map((order, index) => async () => {
      const suffix = `x${index}y`;
      const { setting, events: all } = copyOf(suffix);
      const others = all.filter(({ type }) => !meeting.includes(type));
      const met = order.flatMap((type) => all.filter((event) => event.type === type));
      const [first, second, ...rest] = met.map((event) => [event]);
      for (const events of [first, second, others, ...rest, first]) await take(events ?? []);
      results.set(order.join(' '), await rowsOf(ledger.database.pool, setting.returnId, suffix));
    });
    await inParallel(8, work);
    const [first] = results.values();
    expect(results.size).toBe(120);
    expect(first).toContain('Settled: every account 0.00');
    for (const [order, rows] of results) expect({ order, rows }).toEqual({ order, rows: first });
  }, 180_000);
});

async function inParallel(width: number, work: (() => Promise<void>)[]): Promise<void> {
  const queue = [...work];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await next();
  };
  await Promise.all(Array.from({ length: width }, worker));
}
