import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { openItemsQuery, returnsQuery, tasksQuery } from '../src/http/parameters.js';
import { Histories } from '../src/queries/history.js';
import { JournalEntries } from '../src/queries/journal.js';
import { OpenItems } from '../src/queries/open-items.js';
import { Returns } from '../src/queries/returns.js';
import { Tasks } from '../src/queries/tasks.js';
import { startLedger, type LedgerUnderTest } from './support/service.js';

const fill = `
  INSERT INTO ledger.return_summary (return_id, merchant_id, order_id, status, outcome, states, waiting_for,
    units_expected, units_received, opened_at, last_fact_at)
  SELECT 'm' || n % 4 || '-' || n, 'm' || n % 4, n::text, CASE WHEN n % 100 = 0 THEN 'held' ELSE 'settled' END,
    CASE WHEN n % 1000 = 7 THEN 'credit' WHEN n % 10 = 3 THEN 'exchange+refund' ELSE 'refund' END, '{}', '{}', 1, 1, timestamptz '2026-11-01' - n * interval '1 minute', now() FROM generate_series(1, 20000) AS n;
  INSERT INTO ledger.return_identifier (return_id, kind, number, search_key)
  SELECT 'm' || n % 4 || '-' || n, 'order', n::text, n::text FROM generate_series(1, 20000) AS n;
  INSERT INTO ledger.return_fact (return_id, line_key, event_type, happened_at, learned_at, rank, system, service, text,
    documents, cause_event_id)
  SELECT 'm' || n % 4 || '-' || n, 'k', 'T', now(), now(), 1, 's', 's', 't', '[]', 'c' FROM generate_series(1, 20000) AS n;
  INSERT INTO ledger.journal_line (return_id, entry_id, line_no, account, amount, currency, description, effective_at,
    learned_at, cause_event_id)
  SELECT 'm' || n % 4 || '-' || n, 'e', 1, 'tax', 1, 'USD', 'd', now(), now(), 'c' FROM generate_series(1, 20000) AS n;
  INSERT INTO ledger.open_item (return_id, item_id, merchant_id, account, amount, currency, kind, reason, owner, waiting_for, since)
  SELECT n::text, n::text, 'm', 'customer-receivable', -1, 'USD', 'credit-without-offset', 'r', 'process', '{}',
    now() - n * interval '1 minute' FROM generate_series(1, 20000) AS n;
  INSERT INTO ledger.task (task_id, merchant_id, opened_at, closed_at)
  SELECT n::text, 'm', now() - n * interval '1 minute', CASE WHEN n % 100 = 0 THEN NULL ELSE now() END
  FROM generate_series(1, 20000) AS n;
  ANALYZE;`;

/** A list that grows for years must not be sorted or read through for each page. */
describe('the queries of the API use their indexes', () => {
  let service: LedgerUnderTest;
  const plans: string[] = [];

  beforeAll(async () => {
    service = await startLedger();
    await service.database.pool.query(fill);
  });
  afterAll(() => service.stop());

  /** Asks the database for the plan of what a reader sends, instead of the rows. */
  const planned = {
    query: async (text: string, values?: unknown[]) => {
      const { rows } = await service.database.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
      return { rows: [] };
    },
  } as unknown as Pool;
  const returns = new Returns(planned, new Tasks(planned));

  const planOf = async (work: Promise<unknown>): Promise<string> => {
    plans.length = 0;
    await work;
    return plans.join('\n');
  };
  const cursor = Buffer.from(JSON.stringify(['2026-10-25T00:00:00.000Z', 'm1-1'])).toString('base64url');

  it.each([
    [{}, 'return_summary_newest'],
    [{ cursor }, 'return_summary_newest'],
    [{ merchant: 'm3' }, 'return_summary_newest_of_merchant'],
    [{ merchant: 'm3', cursor }, 'return_summary_newest_of_merchant'],
    [{ status: 'held' }, 'return_summary_newest_of_status'],
    [{ status: 'held', cursor }, 'return_summary_newest_of_status'],
    [{ status: 'held', from: '2026-10-20' }, 'return_summary_newest_of_status'],
    [{ merchant: 'm3', status: 'held' }, 'return_summary_newest_of_merchant_status'],
    [{ merchant: 'm3', status: 'held', cursor }, 'return_summary_newest_of_merchant_status'],
    [{ from: '2026-10-20', to: '2026-10-21' }, 'return_summary_newest'],
    [{ merchant: 'm3', from: '2026-10-20' }, 'return_summary_newest_of_merchant'],
  ])('for a page with %j', async (query, index) => {
    const plan = await planOf(returns.page(returnsQuery.parse(query)));
    expect(plan).toMatch(new RegExp(`Index Scan using ${index}\\b`));
    expect(plan).not.toContain('Sort');
  });

  // The newest of each outcome and status, a page of each, are sorted: a few hundred rows, however many there are.
  it.each([
    [{ outcome: 'credit' }, 'return_summary_newest_of_outcome'],
    [{ outcome: 'refund', cursor }, 'return_summary_newest_of_outcome'],
    [{ outcome: 'credit', status: 'held' }, 'return_summary_newest_of_outcome'],
    [{ merchant: 'm3', outcome: 'credit' }, 'return_summary_newest_of_merchant_outcome'],
    [
      { merchant: 'm3', outcome: 'credit', status: 'held', from: '2026-10-20' },
      'return_summary_newest_of_merchant_outcome',
    ],
  ])('for a page with %j', async (query, index) => {
    const plan = await planOf(returns.page(returnsQuery.parse(query)));
    expect(plan).toMatch(new RegExp(`Index Scan using ${index}\\b`));
    expect(plan).not.toContain('Seq Scan');
  });

  it.each([
    { q: '#4711', merchant: 'm3' },
    { q: '#4711', status: 'held', outcome: 'credit' },
    { q: '#4711', cursor },
  ])('for a search with %j', async (query) => {
    const plan = await planOf(returns.page(returnsQuery.parse(query)));
    expect(plan).toContain('return_identifier_search');
    expect(plan).not.toContain('Seq Scan');
  });

  it('for a search by a number', async () => {
    const plan = await planOf(returns.page(returnsQuery.parse({ q: '#4711' })));
    expect(plan).toContain('return_identifier_search');
    expect(plan).not.toContain('Seq Scan');
  });

  it('for the worklist', async () => {
    expect(await planOf(new Tasks(planned).page(tasksQuery.parse({})))).toMatch(/Index Scan using task_oldest\b/);
  });

  it('for the open items', async () => {
    const plan = await planOf(new OpenItems(planned).page(openItemsQuery.parse({ cursor })));
    expect(plan).toMatch(/Index Scan using open_item_oldest\b/);
    expect(plan).not.toContain('Sort');
  });

  it('for one history and one journal', async () => {
    expect(await planOf(new Histories(planned).of('m1-1'))).toContain('return_fact_pkey');
    expect(await planOf(new JournalEntries(planned).of('m1-1'))).toContain('journal_line_pkey');
  });
});
