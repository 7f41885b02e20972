import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@backhaul/testkit';
import { eventStoreMigrations } from '../src/index.js';
import { appendStatement } from '../src/append-statement.js';
import { loadCheckpoint } from '../src/sql/load-checkpoint.js';
import { readAllEvents, readPublishedEvents } from '../src/sql/read-all.js';
import { readLagOfAll, readLagOfPublished } from '../src/sql/read-lag.js';
import { readStreamEvents } from '../src/sql/read-stream.js';
import { newEvent } from './support.js';

const EVENTS = 60_000;

/** 3 000 streams of 20 events, one in five published, over 60 transactions. */
const fill = `
INSERT INTO event_store.events (stream_id, version, transaction_id, event_id, type, schema_version, data, subject,
  partition_key, merchant_id, correlation_id, causation_id, occurred_at, published)
SELECT 'stream-' || n / 20, n % 20 + 1, (n / 1000 + 3)::text::xid8, gen_random_uuid(), 'ReturnInitiated', 1, '{"a": 1}', 's',
  'p', 'm', 'c', 'c', now(), n % 5 = 0
FROM generate_series(0, ${EVENTS - 1}) AS n`;

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ migrations: eventStoreMigrations, name: 'query_plans' });
  await db.pool.query(fill);
  await db.pool.query(
    `INSERT INTO event_store.checkpoints SELECT 'subscriber ' || n, '9', n FROM generate_series(1, 2000) AS n`,
  );
  await db.pool.query('ANALYZE event_store.events, event_store.checkpoints');
});
afterAll(() => db.drop());

/** Under a custom plan and under the generic one that a prepared statement ends up with. */
async function plansOf(statement: string, values: unknown[]): Promise<string[]> {
  const plans: string[] = [];
  const client = await db.pool.connect();
  for (const mode of ['force_custom_plan', 'force_generic_plan']) {
    await client.query(`SET plan_cache_mode = ${mode}`);
    const { rows } = await client.query(`EXPLAIN ${statement}`, values);
    plans.push((rows as { 'QUERY PLAN': string }[]).map((row) => row['QUERY PLAN']).join('\n'));
  }
  await client.query('RESET plan_cache_mode');
  client.release();
  return plans;
}

describe('the hot queries find their rows by index', () => {
  it.each([
    ['a page for a projection', readAllEvents, ['30', '29000', 500], 'events_global_order'],
    ['the first page for a projection', readAllEvents, ['0', '0', 500], 'events_global_order'],
    ['a page for the relay', readPublishedEvents, ['30', '29000', 500], 'events_published_order'],
  ])('%s, in order without a sort', async (_, statement, values, index) => {
    for (const plan of await plansOf(statement, values)) {
      expect(plan).toMatch(new RegExp(`Index Scan using ${index}`));
      expect(plan).not.toMatch(/Sort|Seq Scan|Bitmap/);
    }
  });

  it.each([
    ['a stream', readStreamEvents, ['stream-77', 1], 'events_pkey'],
    ['the lag of a projection', readLagOfAll, ['62', '59990', 10_000], 'events_global_order'],
    ['a checkpoint', loadCheckpoint, ['relay'], 'checkpoints_pkey'],
    ['the lag of the relay', readLagOfPublished, ['62', '59990', 10_000], 'events_published_order'],
  ])('%s', async (_, statement, values, index) => {
    const [plan] = await plansOf(statement, values);
    expect(plan).toMatch(new RegExp(`on ${index}|using ${index}`));
    expect(plan).not.toMatch(/Seq Scan/);
  });

  it.each([
    ['of one event', appendStatement('stream-77', 20, [newEvent()])],
    ['of several', appendStatement('stream-77', 20, [newEvent(), newEvent()])],
  ])('an append %s looks up the version of its stream at the end of its key', async (_, { text, values }) => {
    for (const plan of await plansOf(text, values ?? [])) {
      expect(plan).toMatch(/Index Only Scan Backward using events_pkey/);
      expect(plan).not.toMatch(/Seq Scan/);
    }
  });
});
