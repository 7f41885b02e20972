import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { migrationsOf } from '@backhaul/service-kit';
import { testDatabase, type TestDatabase } from '@backhaul/testkit';
import type { QueryRunner } from 'typeorm';
import { tasks } from '../src/aggregates.js';
import { ledger } from '../src/index.js';
import { KeepTasksAsEvents1795300000510 } from '../src/migrations/keep-tasks-as-events-1795300000510.js';

let database: TestDatabase;
beforeAll(async () => {
  const before = migrationsOf(ledger).filter((migration) => migration !== KeepTasksAsEvents1795300000510);
  database = await testDatabase({ name: 'ledger_before', migrations: before });
});
afterAll(() => database.drop());

it('keeps every task of an installation from before tasks were events', async () => {
  const { pool } = database;
  await pool.query(`
    INSERT INTO ledger.task (task_id, merchant_id, return_id, kind, title, why, "values", role, service, opened_at, closed_at, how)
    VALUES
      ('open', 'm', NULL, 'map-item', 'Map it', 'Unknown', '{"sku": "A"}', 'operator', 'rlm-adapter', '2026-03-09T17:00:00Z', NULL, NULL),
      ('done', 'm', 'm-1', 'map-item', 'Map it', 'Unknown', '{}', 'finance', 'rlm-adapter', '2026-03-09T17:00:00Z', '2026-03-09T18:00:00.5Z', 'Seen'),
      ('known to be done first', 'm', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-03-09T18:00:00Z', 'Seen')`);
  const runner = { query: (sql: string) => pool.query(sql) } as unknown as QueryRunner;
  await new KeepTasksAsEvents1795300000510().up(runner);
  const about = { kind: 'map-item', title: 'Map it', why: 'Unknown', openedAt: '2026-03-09T17:00:00.000Z' };
  expect(await tasks.load(pool, 'open')).toEqual({
    opening: {
      service: 'rlm-adapter',
      task: { ...about, taskId: 'open', returnId: null, values: { sku: 'A' }, role: 'operator' },
    },
    closing: null,
  });
  expect(await tasks.load(pool, 'done')).toEqual({
    opening: {
      service: 'rlm-adapter',
      task: { ...about, taskId: 'done', returnId: 'm-1', values: {}, role: 'finance' },
    },
    closing: { taskId: 'done', returnId: 'm-1', how: 'Seen', closedAt: '2026-03-09T18:00:00.500Z' },
  });
  expect(await tasks.load(pool, 'known to be done first')).toMatchObject({ opening: null, closing: { how: 'Seen' } });
});
