import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@backhaul/testkit';
import { eventStore, eventStoreMigrations, inTransaction } from '../src/index.js';
import { newEvent } from './support.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ migrations: eventStoreMigrations, name: 'in_transaction' });
});
afterAll(() => db.drop());

describe('inTransaction', () => {
  it('commits and returns what the work returned', async () => {
    const version = await inTransaction(db.pool, (tx) => eventStore.append(tx, 'kept', 'new', [newEvent()]));
    expect(version).toBe(1);
    expect(await eventStore.readStream(db.pool, 'kept')).toHaveLength(1);
  });

  it('says so when the work swallowed a failed statement and nothing was committed', async () => {
    const event = newEvent();
    await eventStore.append(db.pool, 'taken', 'new', [event]);
    const work = inTransaction(db.pool, async (tx) => {
      await eventStore.append(tx, 'lost', 'new', [newEvent()]);
      await eventStore.append(tx, 'other', 'new', [event]).catch(() => undefined);
    });
    await expect(work).rejects.toMatchObject({ code: 'TRANSACTION_ABORTED', retryable: true });
    expect(await eventStore.readStream(db.pool, 'lost')).toEqual([]);
  });

  it('survives the loss of its connection and does not lend it out again', async () => {
    const work = inTransaction(db.pool, async (tx) => {
      const { rows } = await tx.query('SELECT pg_backend_pid() AS pid');
      const [backend] = rows as { pid: number }[];
      await db.pool.query('SELECT pg_terminate_backend($1)', [backend?.pid]);
      await tx.query('SELECT 1');
    });
    await expect(work).rejects.toThrow();
    expect(await inTransaction(db.pool, async (tx) => (await tx.query('SELECT 1')).rowCount)).toBe(1);
  });
});
