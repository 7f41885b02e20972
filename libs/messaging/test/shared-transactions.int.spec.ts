import { BackhaulError } from '@backhaul/contracts';
import { eventStore } from '@backhaul/event-store';
import type { UnitOfWork } from '@backhaul/messaging';
import { waitFor, type TestDatabase } from '@backhaul/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { onTheBus, recorded } from './fixtures/events.js';
import { consumerOn, serviceDatabase, tasksDone, writeDown } from './fixtures/service.js';

const isTask = (event: { data: unknown }, task: string): boolean => (event.data as { taskId?: string }).taskId === task;
const keys = (count: number): string[] => Array.from({ length: count }, (_, index) => `key-${index}`);
const bug = (): Error => new Error('a bug');

describe.each([
  { connection: 'a pipelined connection', pipeline: true },
  { connection: 'a plain connection', pipeline: false },
])('messages that share a transaction, on $connection', ({ pipeline }) => {
  let database: TestDatabase;
  let pool: Pool;
  let stops: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    database = await serviceDatabase();
    pool = new Pool({ connectionString: database.url, pipeline, max: 6 });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(() => database.pool.query('TRUNCATE done, messaging.inbox, messaging.parked'));
  afterEach(async () => {
    await Promise.all(stops.map((stop) => stop()));
    stops = [];
  });

  const consume = async (options: Parameters<typeof consumerOn>[1] = {}) => {
    const made = await consumerOn(database, { pool, concurrency: 3, ...options });
    stops.push(made.stop);
    return made;
  };
  const done = (key?: string): Promise<string[]> => tasksDone(database.pool, key);
  const handledInOrder = async (expected: Record<string, readonly string[]>): Promise<void> => {
    for (const [key, tasks] of Object.entries(expected)) expect(await done(key)).toEqual(tasks);
  };

  it('are committed together, in far fewer transactions than messages', async () => {
    const { bus, topic, consumer } = await consume();
    const tasks = ['1', '2', '3', '4'];
    await bus.publish(
      topic,
      tasks.flatMap((task) => keys(30).map((key) => onTheBus(key, task))),
    );
    await consumer.start();
    await waitFor('all of them', async () => (await done()).length === 120);
    await handledInOrder(Object.fromEntries(keys(30).map((key) => [key, tasks])));
    const { rows } = await database.pool.query<{ transactions: number }>(
      'SELECT count(DISTINCT xmin::text)::int AS transactions FROM messaging.inbox',
    );
    expect(rows[0]?.transactions).toBeLessThan(30);
  });

  it('are undone together when one fails for good, and then only that one is parked', async () => {
    const { bus, topic, consumer, observed } = await consume({
      handle: async (event, uow) => {
        await writeDown(event, uow);
        if (isTask(event, 'poison')) throw bug();
      },
    });
    await bus.publish(topic, [
      ...keys(20).map((key) => onTheBus(key, 'before')),
      onTheBus('key-7', 'poison'),
      ...keys(20).map((key) => onTheBus(key, 'after')),
    ]);
    await consumer.start();
    await waitFor('all others', async () => (await done()).length === 39);
    await waitFor('the queue behind it', async () => (await consumer.parked.counts()).queued === 1);
    await handledInOrder({ 'key-7': ['before'], 'key-8': ['before', 'after'] });
    expect((await consumer.parked.list()).map(({ status, reason }) => [status, reason])).toEqual([
      ['failed', 'a bug'],
      ['queued', 'waits behind an earlier message of this key that is parked'],
    ]);
    expect(observed.filter(({ outcome }) => outcome === 'handled')).toHaveLength(39);
  });

  it('tell apart who failed from who was only undone with it', async () => {
    const { bus, topic, consumer } = await consume({
      handle: async (event, uow) => {
        if (isTask(event, 'breaks')) await uow.tx.query('SELECT 1 / 0');
        await writeDown(event, uow);
      },
    });
    await bus.publish(topic, [
      ...keys(20).map((key) => onTheBus(key, 'fine')),
      onTheBus('broken', 'breaks'),
      ...keys(20).map((key) => onTheBus(`more-${key}`, 'fine')),
    ]);
    await consumer.start();
    await waitFor('all others', async () => (await done()).length === 40);
    await waitFor('the parked one', async () => (await consumer.parked.counts()).failed === 1);
    expect((await consumer.parked.list()).map(({ message }) => message.key)).toEqual(['broken']);
  });

  it('survive a handler that swallows the failure of a statement: it alone is parked', async () => {
    const { bus, topic, consumer } = await consume({
      handle: async (event, uow) => {
        if (isTask(event, 'swallows')) await uow.tx.query('SELECT 1 / 0').catch(() => undefined);
        else await writeDown(event, uow);
      },
    });
    await bus.publish(topic, [...keys(12).map((key) => onTheBus(key, 'fine')), onTheBus('careless', 'swallows')]);
    await consumer.start();
    await waitFor('all others', async () => (await done()).length === 12);
    await waitFor('the parked one', async () => (await consumer.parked.counts()).failed === 1);
    expect((await consumer.parked.list()).map(({ reasonCode }) => reasonCode)).toEqual(['TRANSACTION_ABORTED']);
  });

  it('are each handled once though they lie on the bus twice, within a transaction and after it', async () => {
    const { bus, topic, consumer, observed } = await consume();
    const twins = keys(10).map((key) => onTheBus(key, 'once', randomUUID()));
    await bus.publish(topic, [...twins, ...twins]);
    await consumer.start();
    await waitFor('both of each', () => observed.length === 20);
    await bus.publish(topic, twins);
    await waitFor('the third of each', () => observed.length === 30);
    expect(await done()).toHaveLength(10);
    expect(observed.filter(({ outcome }) => outcome === 'duplicate')).toHaveLength(20);
  });

  it('queue behind a parked key without disturbing the others', async () => {
    const { bus, topic, consumer } = await consume({
      handle: (event, uow) => (isTask(event, 'poison') ? Promise.reject(bug()) : writeDown(event, uow)),
    });
    await bus.publish(topic, [onTheBus('key-3', 'poison')]);
    await consumer.start();
    await waitFor('the poison', async () => (await consumer.parked.counts()).failed === 1);
    await bus.publish(
      topic,
      keys(10).map((key) => onTheBus(key, 'later')),
    );
    await waitFor('all others', async () => (await done()).length === 9);
    await waitFor('the one behind', async () => (await consumer.parked.counts()).queued === 1);
    expect(await done('key-3')).toEqual([]);
  });

  it('may write to one stream from many keys: nothing is lost to the conflicts', async () => {
    const stream = randomUUID();
    const append = async (task: string, { tx }: UnitOfWork): Promise<void> => {
      const seen = await eventStore.readStream(tx, stream);
      await eventStore.append(tx, stream, seen.length === 0 ? 'new' : seen.length, [recorded('shared', task)]);
    };
    const { bus, topic, consumer } = await consume({
      handle: (event, uow) => append((event.data as { taskId: string }).taskId, uow),
    });
    await bus.publish(
      topic,
      keys(40).map((key) => onTheBus(key, key)),
    );
    await consumer.start();
    const tasks = async (): Promise<string[]> => {
      const events = await eventStore.readStream(database.pool, stream);
      return events.map(({ data }) => (data as { taskId: string }).taskId);
    };
    await waitFor('all of them', async () => (await tasks()).length === 40);
    expect((await tasks()).toSorted()).toEqual(keys(40).toSorted());
    expect(await consumer.parked.counts()).toMatchObject({ failed: 0, queued: 0 });
  });

  it('go on in the next transaction when their time is over', async () => {
    const { bus, topic, consumer } = await consume({
      transactionMs: 1,
      concurrency: 1,
      handle: async (event, uow) => {
        await uow.tx.query('SELECT pg_sleep(0.002)');
        await writeDown(event, uow);
      },
    });
    const tasks = Array.from({ length: 12 }, (_, nth) => String(nth));
    await bus.publish(
      topic,
      tasks.map((task) => onTheBus('one-key', task)),
    );
    await consumer.start();
    await waitFor('all of them', async () => (await done()).length === 12);
    expect(await done('one-key')).toEqual(tasks);
    const { rows } = await database.pool.query<{ transactions: number }>(
      'SELECT count(DISTINCT xmin::text)::int AS transactions FROM messaging.inbox',
    );
    expect(rows[0]?.transactions).toBe(12);
  });

  it('survive a connection that is cut in mid-statement', async () => {
    let cuts = 0;
    const { bus, topic, consumer } = await consume({
      handle: async (event, uow) => {
        await writeDown(event, uow);
        if (!isTask(event, 'cut') || cuts >= 2) return;
        cuts += 1;
        await uow.tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
      },
    });
    await bus.publish(topic, [...keys(25).map((key) => onTheBus(key, 'fine')), onTheBus('key-11', 'cut')]);
    await consumer.start();
    await waitFor('all of them', async () => (await done()).length === 26);
    expect(cuts).toBe(2);
    expect(await consumer.parked.counts()).toMatchObject({ failed: 0, queued: 0 });
  });

  it('run what is to run after the commit, and only once it is committed', async () => {
    const ran: string[] = [];
    const { bus, topic, consumer } = await consume({
      handle: async (event, uow) => {
        const { taskId } = event.data as { taskId: string };
        uow.afterCommit(() => ran.push(`${event.partitionKey} ${taskId}`));
        await writeDown(event, uow);
        if (taskId === 'poison') throw bug();
      },
    });
    await bus.publish(topic, [...keys(10).map((key) => onTheBus(key, 'fine')), onTheBus('key-4', 'poison')]);
    await consumer.start();
    await waitFor('the parked one', async () => (await consumer.parked.counts()).failed === 1);
    await waitFor('all callbacks', () => ran.length === 10);
    expect(ran.toSorted()).toEqual(
      keys(10)
        .map((key) => `${key} fine`)
        .toSorted(),
    );
  });

  it('whatever fails, and however often: each key is handled in order, once, up to its first failure for good', async () => {
    const fate = fc.constantFrom('fine', 'fine', 'fine', 'fine', 'passing', 'conflict', 'poison', 'unreadable');
    const message = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), fate });
    const plan = fc.record({
      messages: fc.array(message, { minLength: 1, maxLength: 60 }),
      messagesPerTransaction: fc.integer({ min: 1, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ messages, messagesPerTransaction }) => {
        await database.pool.query('TRUNCATE done, messaging.inbox, messaging.parked');
        const passed = new Set<string>();
        const { bus, topic, consumer, stop } = await consumerOn(database, {
          pool,
          messagesPerTransaction,
          concurrency: 2,
          handle: async (event, uow) => {
            await writeDown(event, uow);
            const { taskId } = event.data as { taskId: string };
            const [, what] = taskId.split(' ');
            if (what === 'poison') throw bug();
            if (what !== 'passing' && what !== 'conflict') return;
            if (passed.has(taskId)) return;
            passed.add(taskId);
            if (what === 'conflict') await uow.tx.query('SELECT 1 / 0').catch(() => undefined);
            throw new BackhaulError('BUSY', 'the other side is busy', { retryable: true });
          },
        });
        try {
          const planned = messages.map(({ key, fate: what }, nth) => ({ key, what, task: `${nth} ${what}` }));
          await bus.publish(
            topic,
            planned.map(({ key, what, task }) =>
              what === 'unreadable' ? { ...onTheBus(key, task), value: 'not json' } : onTheBus(key, task),
            ),
          );
          await consumer.start();
          const isBad = ({ what }: { what: string }): boolean => what === 'poison' || what === 'unreadable';
          const expected = ['a', 'b', 'c', 'd', 'e'].map((key) => {
            const own = planned.filter((one) => one.key === key);
            const bad = own.findIndex(isBad);
            return { key, tasks: (bad === -1 ? own : own.slice(0, bad)).map(({ task }) => task) };
          });
          const handled = expected.flatMap(({ tasks }) => tasks).length;
          await waitFor('everything to be handled or parked', async () => {
            const { failed, queued } = await consumer.parked.counts();
            return (await done()).length + failed + queued === planned.length;
          });
          for (const { key, tasks } of expected) expect(await done(key)).toEqual(tasks);
          const parked = await consumer.parked.list({ limit: 100 });
          expect(parked).toHaveLength(planned.length - handled);
        } finally {
          await stop();
        }
      }),
      { numRuns: 12 },
    );
  });
});
