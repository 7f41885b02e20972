import type { Queryable } from '@backhaul/event-store';
import { messagingMigrations, postgresBusMigrations } from '@backhaul/messaging';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@backhaul/testkit';
import { Pool, type QueryConfig } from 'pg';
import { admit } from '../src/consumer/inbox.js';
import { obstaclesTo } from '../src/consumer/inbox-batch.js';
import { claim } from '../src/intake/claim.js';
import { headOfKey } from '../src/parked/parked-store.js';
import { fetchMessages } from '../src/postgres/fetch.js';
import { Membership } from '../src/postgres/membership.js';

/** Years of a merchant's work: all of it done, but for a few that wait. */
const fill = `
INSERT INTO messaging.inbox (consumer_group, message_id) SELECT 'ledger', 'm-' || n FROM generate_series(1, 60000) AS n;
INSERT INTO messaging.parked (consumer_group, key, topic, partition, "offset", headers, value, status, reason_code, reason)
SELECT 'ledger', 'key-' || n % 5000, 't', n % 12, n, '{}', '{}', CASE WHEN n % 100 = 0 THEN 'queued' ELSE 'replayed' END, 'X', 'x'
  FROM generate_series(1, 40000) AS n;
INSERT INTO messaging.intake (source, merchant_id, dedupe_key, lane, headers, body, status, received_at)
SELECT 'loop', 'northfold', n, 'lane-' || n % 9000, '{}', '{}', CASE WHEN n % 100 = 0 THEN 'waiting' ELSE 'done' END, now()
  FROM generate_series(1, 60000) AS n;
INSERT INTO bus.topic VALUES ('t', 12);
INSERT INTO bus.partition SELECT 't', n, 5000 FROM generate_series(0, 11) AS n;
INSERT INTO bus.message SELECT 't', n % 12, n / 12, 'k', '{}', '{}' FROM generate_series(0, 59999) AS n;
INSERT INTO bus.assignment SELECT 'group-' || g, 't', p, 0, gen_random_uuid(), 1
  FROM generate_series(1, 200) AS g, generate_series(0, 11) AS p;
`;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ migrations: [...messagingMigrations, ...postgresBusMigrations], name: 'plans' });
  await database.pool.query(fill);
  await database.pool.query('VACUUM ANALYZE');
});
afterAll(() => database.drop());

/** The statement that the code itself sends, whatever it is today. */
async function statementOf(ask: (db: Queryable & Pool) => Promise<unknown>): Promise<QueryConfig> {
  let sent: QueryConfig | undefined;
  const listening = new Pool();
  const db = Object.assign(listening, {
    query: async (text: string | QueryConfig, values: unknown[] = []) => {
      sent = typeof text === 'string' ? { text, values } : text;
      return { rows: [], rowCount: 0 };
    },
  });
  await ask(db);
  if (sent === undefined) throw new Error('no statement was sent');
  return sent;
}

/** Under a custom plan and under the generic one that a prepared statement ends up with. */
async function plansOf({ text, values }: QueryConfig): Promise<string[]> {
  const plans: string[] = [];
  const client = await database.pool.connect();
  for (const mode of ['force_custom_plan', 'force_generic_plan']) {
    await client.query(`SET plan_cache_mode = ${mode}`);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  await client.query('RESET plan_cache_mode');
  client.release();
  return plans;
}

const owned = { topic: 't', partition: 3, epoch: '1', committedOffset: 0n, surplus: false };
const from = [0, 5, 11].map((partition) => ({ topic: 't', partition, position: 4000n }));
const keys = Array.from({ length: 50 }, (_, n) => `key-${n}`);

describe('the hot queries find their rows by index, however much has been done before', () => {
  it.each<[string, (db: Queryable & Pool) => Promise<unknown>, string[]]>([
    ['the inbox lets a message in', (db) => admit(db, 'ledger', 'm-7', 'key-7'), ['inbox_pkey', 'parked_open_by_key']],
    [
      'the inbox lets a batch in',
      (db) => obstaclesTo(db, 'ledger', ['m-7', 'm-9', 'new'], keys),
      ['inbox_pkey', 'parked_open_by_key'],
    ],
    ['the head of a parked key', (db) => headOfKey(db, 'ledger', 'key-100'), ['parked_open_by_key']],
    [
      'a worker claims webhooks',
      (db) => claim(db, '6f1b2c3d-0000-4000-8000-00000000a1a5', 20, 30_000),
      ['intake_waiting', 'intake_waiting_lane'],
    ],
    ['a member fetches messages', (db) => fetchMessages(db, from, 200), ['message_pkey']],
    ['a member commits', (db) => new Membership(db, 'group-7', ['t'], 1000).commit(owned, 9n), ['assignment_pkey']],
  ])('%s', async (_, ask, indexes) => {
    for (const plan of await plansOf(await statementOf(ask))) {
      for (const index of indexes) expect(plan).toMatch(new RegExp(`(using|on) ${index}\\b`));
      expect(plan).not.toMatch(/Seq Scan on (inbox|parked|intake|message|assignment)\b/);
    }
  });
});
