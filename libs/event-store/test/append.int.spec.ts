import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, waitFor, type TestDatabase } from '@backhaul/testkit';
import { DuplicateEvent, VersionConflict, eventStore, eventStoreMigrations, inTransaction } from '../src/index.js';
import { newEvent } from './support.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ migrations: eventStoreMigrations, name: 'append' });
});
afterAll(() => db.drop());

const blockedWriters = async (): Promise<boolean> => {
  const { rows } = await db.pool.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows.length > 0;
};

describe('append', () => {
  it('stores every field and counts versions from 1', async () => {
    const full = newEvent({
      traceparent: '00-a-b-01',
      actor: 'mara',
      published: false,
      data: { note: 'nul \u0000, half \ud83d' },
    });
    const plain = newEvent({ type: 'ReturnClosed', data: null });
    expect(await eventStore.append(db.pool, 'fields', 'new', [full, plain])).toBe(2);
    const [first, second] = await eventStore.readStream(db.pool, 'fields');
    const stored = { streamId: 'fields', position: expect.anything(), recordedAt: expect.any(Date) };
    expect(first).toEqual({ ...full, ...stored, version: 1 });
    expect(second).toEqual({ ...plain, ...stored, version: 2 });
    expect(second).not.toHaveProperty('actor');
  });

  it('stores every field of a single event, which has a statement of its own', async () => {
    const full = newEvent({
      traceparent: '00-a-b-01',
      actor: 'mara',
      published: false,
      data: { note: 'nul \u0000, half \ud83d, "quoted" {\\}' },
      schemaVersion: 3,
    });
    expect(await eventStore.append(db.pool, 'single', 'new', [full])).toBe(1);
    expect(await eventStore.append(db.pool, 'single', 1, [newEvent({ data: null })])).toBe(2);
    const [first, second] = await eventStore.readStream(db.pool, 'single');
    expect(first).toEqual({
      ...full,
      streamId: 'single',
      version: 1,
      position: expect.anything(),
      recordedAt: expect.any(Date),
    });
    expect(second).toMatchObject({ version: 2, data: null });
    expect(second).not.toHaveProperty('actor');
  });

  it('reads a stream from a version on, and an unknown stream as empty', async () => {
    await eventStore.append(db.pool, 'from', 'new', [newEvent(), newEvent(), newEvent()]);
    const later = await eventStore.readStream(db.pool, 'from', 2);
    expect(later.map((e) => e.version)).toEqual([2, 3]);
    expect(await eventStore.readStream(db.pool, 'nobody')).toEqual([]);
  });

  it.each([1, 2])('lets one of many racing creators win, with %i events each', async (count) => {
    const stream = `race of ${count}`;
    const events = () => Array.from({ length: count }, () => newEvent());
    const racers = await Promise.allSettled(
      Array.from({ length: 10 }, () => eventStore.append(db.pool, stream, 'new', events())),
    );
    const lost = racers.filter((r) => r.status === 'rejected').map((r): unknown => r.reason);
    expect(lost).toHaveLength(9);
    for (const reason of lost) expect(reason).toMatchObject({ code: 'VERSION_CONFLICT', retryable: true });
    expect(await eventStore.readStream(db.pool, stream)).toHaveLength(count);
  });

  it('makes the second writer wait for the first to commit, and then lose by the key', async () => {
    await eventStore.append(db.pool, 'wait', 'new', [newEvent()]);
    let second: Promise<unknown> = Promise.resolve();
    await inTransaction(db.pool, async (tx) => {
      await eventStore.append(tx, 'wait', 1, [newEvent()]);
      second = eventStore.append(db.pool, 'wait', 1, [newEvent(), newEvent()]).catch((error: unknown) => error);
      await waitFor('the second writer to wait on the key', blockedWriters);
    });
    expect(await second).toBeInstanceOf(VersionConflict);
    expect(await eventStore.readStream(db.pool, 'wait')).toHaveLength(2);
  });

  it('lets the second writer through when the first rolls back', async () => {
    let second: Promise<unknown> = Promise.resolve();
    const first = inTransaction(db.pool, async (tx) => {
      await eventStore.append(tx, 'rolled-back', 'new', [newEvent()]);
      second = eventStore.append(db.pool, 'rolled-back', 'new', [newEvent()]);
      await waitFor('the second writer to wait on the key', blockedWriters);
      throw new Error('the handler failed');
    });
    await expect(first).rejects.toThrow('the handler failed');
    expect(await second).toBe(1);
  });

  it.each([
    ['a stale version', 1],
    ['a version from the future', 3],
    ['new, for a stream that exists', 'new' as const],
  ])('refuses %s', async (name, expected) => {
    const stream = `stale ${name}`;
    await eventStore.append(db.pool, stream, 'new', [newEvent(), newEvent()]);
    for (const events of [[newEvent()], [newEvent(), newEvent()]]) {
      const late = eventStore.append(db.pool, stream, expected, events);
      await expect(late).rejects.toMatchObject({ code: 'VERSION_CONFLICT', streamId: stream, expected });
    }
    expect(await eventStore.readStream(db.pool, stream)).toHaveLength(2);
  });

  it('refuses to continue a stream that does not exist', async () => {
    await expect(eventStore.append(db.pool, 'missing', 4, [newEvent()])).rejects.toBeInstanceOf(VersionConflict);
  });

  it('tells a duplicate event id from a version conflict, also across streams', async () => {
    const event = newEvent();
    await eventStore.append(db.pool, 'first-home', 'new', [event]);
    const again = eventStore.append(db.pool, 'second-home', 'new', [newEvent(), event]);
    await expect(again).rejects.toBeInstanceOf(DuplicateEvent);
    await expect(again).rejects.toMatchObject({ code: 'DUPLICATE_EVENT', retryable: false });
    const alone = eventStore.append(db.pool, 'second-home', 'new', [event]);
    await expect(alone).rejects.toBeInstanceOf(DuplicateEvent);
    expect(await eventStore.readStream(db.pool, 'second-home')).toEqual([]);
  });

  it('passes other failures on as they are', async () => {
    const wrong = eventStore.append(db.pool, 'wrong', 'new', [newEvent({ eventId: 'no uuid' })]);
    await expect(wrong).rejects.toMatchObject({ code: '22P02' });
    const empty = eventStore.append(db.pool, 'wrong', 'new', [newEvent({ data: undefined })]);
    await expect(empty).rejects.toMatchObject({ code: 'EVENT_WITHOUT_DATA' });
  });

  it('does nothing for no events', async () => {
    expect(await eventStore.append(db.pool, 'nothing', 'new', [])).toBe(0);
    expect(await eventStore.append(db.pool, 'nothing', 7, [])).toBe(7);
  });

  it('takes everything of a transaction back when it fails after the append', async () => {
    const work = inTransaction(db.pool, async (tx) => {
      await eventStore.append(tx, 'undone', 'new', [newEvent()]);
      await eventStore.append(tx, 'undone', 5, [newEvent()]);
    });
    await expect(work).rejects.toBeInstanceOf(VersionConflict);
    expect(await eventStore.readStream(db.pool, 'undone')).toEqual([]);
  });
});
