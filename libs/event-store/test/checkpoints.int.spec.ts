import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, waitFor, type TestDatabase } from '@backhaul/testkit';
import {
  checkpoints,
  eventStore,
  eventStoreMigrations,
  inTransaction,
  subscriptionLag,
  unpublishedLag,
} from '../src/index.js';
import { newEvent, readInPages } from './support.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ migrations: eventStoreMigrations, name: 'checkpoints' });
});
afterAll(() => db.drop());

/** Beyond what a JavaScript number can hold. */
const far = { transactionId: '9007199254740995', position: '9007199254740997' };
const farther = { transactionId: '9007199254740996', position: '1' };

describe('checkpoints', () => {
  it('are null before the first save and keep 64 bits', async () => {
    expect(await checkpoints.load(db.pool, 'history')).toBeNull();
    await checkpoints.save(db.pool, 'history', far);
    expect(await checkpoints.load(db.pool, 'history')).toEqual(far);
  });

  it('move forward only, by transaction first', async () => {
    await checkpoints.save(db.pool, 'books', far);
    await checkpoints.save(db.pool, 'books', farther);
    expect(await checkpoints.load(db.pool, 'books')).toEqual(farther);
    await checkpoints.save(db.pool, 'books', far);
    expect(await checkpoints.load(db.pool, 'books')).toEqual(farther);
  });

  it('roll back with the work that they stand for, and start over after a reset', async () => {
    await checkpoints.save(db.pool, 'rebuilt', far);
    const failed = inTransaction(db.pool, async (tx) => {
      await checkpoints.save(tx, 'rebuilt', farther);
      throw new Error('the projection failed');
    });
    await expect(failed).rejects.toThrow('the projection failed');
    expect(await checkpoints.load(db.pool, 'rebuilt')).toEqual(far);
    await checkpoints.reset(db.pool, 'rebuilt');
    expect(await checkpoints.load(db.pool, 'rebuilt')).toBeNull();
  });
});

describe('the lag behind a checkpoint', () => {
  it('counts what the relay has not handed over, and its age', async () => {
    expect(await unpublishedLag(db.pool, 'relay')).toEqual({ events: 0, ageMs: 0 });
    await eventStore.append(db.pool, 'lagging', 'new', [newEvent(), newEvent({ published: false }), newEvent()]);
    const [first] = await waitFor('the events', async () => {
      const events = await readInPages(db.pool, 10);
      return events.length === 3 && events;
    });
    expect((await unpublishedLag(db.pool, 'relay')).events).toBe(2);
    expect((await subscriptionLag(db.pool, 'relay')).events).toBe(3);
    expect((await unpublishedLag(db.pool, 'relay')).ageMs).toBeGreaterThan(0);
    if (first !== undefined) await checkpoints.save(db.pool, 'relay', first.position);
    expect((await unpublishedLag(db.pool, 'relay')).events).toBe(1);
  });
});
