import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase, waitFor, type TestDatabase } from '@backhaul/testkit';
import { eventStore, eventStoreMigrations, inTransaction, type RecordedEvent } from '../src/index.js';
import { newEvent, readInPages } from './support.js';

const databases: TestDatabase[] = [];
let db: TestDatabase;
beforeEach(async () => {
  db = await testDatabase({ migrations: eventStoreMigrations, name: 'global_order' });
  databases.push(db);
});
afterAll(() => Promise.all(databases.map((each) => each.drop())));

const streamsOf = (events: readonly RecordedEvent[]): string[] => events.map((e) => e.streamId);

/** Other databases of the server have open transactions too, which hold readers back: what was committed is there in the end. */
const readAtLeast = (count: number, publishedOnly = false): Promise<RecordedEvent[]> =>
  waitFor(`${count} events`, async () => {
    const events = await readInPages(db.pool, 2, { publishedOnly });
    return events.length >= count && events;
  });

describe('readAll', () => {
  it('shows nothing of later transactions while an earlier one is open, and then everything in order', async () => {
    await inTransaction(db.pool, async (slow) => {
      await eventStore.append(slow, 'early-but-slow', 'new', [newEvent()]);
      await eventStore.append(db.pool, 'late-1', 'new', [newEvent()]);
      await eventStore.append(db.pool, 'late-2', 'new', [newEvent()]);
      expect(await readInPages(db.pool, 10)).toEqual([]);
    });
    expect(streamsOf(await readAtLeast(3))).toEqual(['early-but-slow', 'late-1', 'late-2']);
  });

  it('goes on after a transaction that rolled back', async () => {
    const failing = inTransaction(db.pool, async (tx) => {
      await eventStore.append(tx, 'never', 'new', [newEvent()]);
      await eventStore.append(db.pool, 'after', 'new', [newEvent()]);
      throw new Error('the handler failed');
    });
    await expect(failing).rejects.toThrow('the handler failed');
    expect(streamsOf(await readAtLeast(1))).toEqual(['after']);
  });

  it('does not skip a transaction that started first, took the higher position and committed last', async () => {
    await inTransaction(db.pool, async (slow) => {
      await slow.query('SELECT pg_current_xact_id()');
      await eventStore.append(db.pool, 'quick', 'new', [newEvent()]);
      expect(await readInPages(db.pool, 10)).toEqual([]);
      await eventStore.append(slow, 'slow', 'new', [newEvent()]);
    });
    const [first, second] = await readAtLeast(2);
    expect([first?.streamId, second?.streamId]).toEqual(['slow', 'quick']);
    expect(BigInt(first?.position.position ?? 0)).toBeGreaterThan(BigInt(second?.position.position ?? 0));
  });

  it('lets a subscriber see every event once, in the order of its stream, while many writers hold transactions open', async () => {
    const writers = Array.from({ length: 8 }, (_, writer) => writeSlowly(`stream-${writer}`));
    let writing = true;
    const done = Promise.all(writers).then(() => (writing = false));
    const seen: RecordedEvent[] = [];
    const follow = async (): Promise<void> => {
      seen.push(...(await eventStore.readAll(db.pool, seen.at(-1)?.position ?? null, 7)));
    };
    while (writing) await follow();
    await done;
    await waitFor('the subscriber to have caught up', async () => {
      await follow();
      return seen.length >= 8 * 30;
    });
    expect(new Set(seen.map((e) => e.eventId)).size).toBe(seen.length);
    for (let writer = 0; writer < 8; writer += 1) {
      const versions = seen.filter((e) => e.streamId === `stream-${writer}`).map((e) => e.version);
      expect(versions).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    }
  });

  it('leaves private events out when asked to', async () => {
    const events = [newEvent({ published: false }), newEvent(), newEvent({ published: false }), newEvent()];
    await eventStore.append(db.pool, 'mixed', 'new', events);
    expect((await readAtLeast(4)).map((e) => e.version)).toEqual([1, 2, 3, 4]);
    expect((await readAtLeast(2, true)).map((e) => e.version)).toEqual([2, 4]);
  });
});

/** Thirty events in transactions that stay open for a moment after their append. */
async function writeSlowly(stream: string): Promise<void> {
  for (let version = 0; version < 30; version += 2) {
    await inTransaction(db.pool, async (tx) => {
      await eventStore.append(tx, stream, version === 0 ? 'new' : version, [newEvent(), newEvent()]);
      await pause(Math.random() * 5);
    });
  }
}
