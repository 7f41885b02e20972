import { BackhaulError } from '@backhaul/contracts';
import { VersionConflict } from '@backhaul/event-store';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BusConsumerOptions } from '@backhaul/messaging';
import { waitFor, type TestDatabase } from '@backhaul/testkit';
import { randomUUID } from 'node:crypto';
import { onTheBus } from './fixtures/events.js';
import { consumerOn, serviceDatabase, tasksDone, writeDown } from './fixtures/service.js';

let database: TestDatabase;
let stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await serviceDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.pool.query('TRUNCATE done, messaging.inbox, messaging.parked'));
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
  stops = [];
});

const consume = async (options: Parameters<typeof consumerOn>[1] = {}) => {
  const made = await consumerOn(database, options);
  stops.push(made.stop);
  return made;
};
const done = (key?: string) => tasksDone(database.pool, key);

describe('a message', () => {
  it('is handled once, in the order of its key', async () => {
    const { bus, topic, consumer } = await consume();
    await bus.publish(
      topic,
      ['1', '2', '3', '4', '5'].flatMap((task) => [onTheBus('a', task), onTheBus('b', task)]),
    );
    await consumer.start();
    await waitFor('all of them', async () => (await done()).length === 10);
    expect(await done('a')).toEqual(['1', '2', '3', '4', '5']);
    expect(await done('b')).toEqual(['1', '2', '3', '4', '5']);
  });

  it('is handled once though it was published twice', async () => {
    const { bus, topic, consumer, observed } = await consume();
    const id = randomUUID();
    await bus.publish(topic, [onTheBus('a', '1', id), onTheBus('a', '1', id), onTheBus('a', '2')]);
    await consumer.start();
    await waitFor('the last', async () => (await done()).includes('2'));
    expect(await done()).toEqual(['1', '2']);
    expect(observed.map(({ outcome }) => outcome)).toEqual(['handled', 'duplicate', 'handled']);
  });

  it('is handled by each group of a service, for the inbox knows message and group', async () => {
    const first = await consume();
    const second = await consume({ bus: first.bus, topics: [first.topic] });
    await first.bus.publish(first.topic, [onTheBus('a', '1')]);
    await Promise.all([first.consumer.start(), second.consumer.start()]);
    await waitFor('both', async () => (await done()).length === 2);
  });

  it('of a known type without a handler is passed over and leaves no trace', async () => {
    const { bus, topic, consumer, observed } = await consume({ handles: () => false });
    await bus.publish(topic, [onTheBus('a', '1')]);
    await consumer.start();
    await waitFor('it', () => observed.length === 1);
    expect(observed[0]?.outcome).toBe('skipped');
    const { rows } = await database.pool.query('SELECT FROM messaging.inbox');
    expect(rows).toHaveLength(0);
  });

  it('runs what is to run after the commit, once it is committed', async () => {
    const seen: string[][] = [];
    const { bus, topic, consumer } = await consume({
      handle: async (event, uow) => {
        uow.afterCommit(() => void done().then((tasks) => seen.push(tasks)));
        await writeDown(event, uow);
      },
    });
    await bus.publish(topic, [onTheBus('a', '1')]);
    await consumer.start();
    await waitFor('the callback', () => seen.length === 1);
    expect(seen).toEqual([['1']]);
  });

  it('of one order family is handled alone, whatever the topic it came by', async () => {
    let running = 0;
    let most = 0;
    const handle: BusConsumerOptions['handle'] = async (event, uow) => {
      running += 1;
      most = Math.max(most, running);
      await uow.tx.query('SELECT pg_sleep(0.01)');
      await writeDown(event, uow);
      running -= 1;
    };
    const first = await consume({ handle });
    const second = await consume({ handle });
    await Promise.all(
      [first, second].map(({ bus, topic }) =>
        bus.publish(
          topic,
          ['1', '2', '3', '4', '5'].map((task) => onTheBus('same', task)),
        ),
      ),
    );
    await Promise.all([first.consumer.start(), second.consumer.start()]);
    await waitFor('all', async () => (await done()).length === 10);
    expect(most).toBe(1);
  });
});

describe('a passing failure', () => {
  it('is tried again on the spot, and nothing of the failed attempt stays', async () => {
    let attempts = 0;
    const { bus, topic, consumer, observed } = await consume({
      handle: async (event, uow) => {
        await writeDown(event, uow);
        attempts += 1;
        if (attempts < 4) throw new VersionConflict('loop-return-1', 3);
      },
    });
    await bus.publish(topic, [onTheBus('a', '1')]);
    await consumer.start();
    await waitFor('it', () => observed.some(({ outcome }) => outcome === 'handled'));
    expect(await done()).toEqual(['1']);
    expect(observed.map(({ outcome }) => outcome)).toEqual(['retried', 'retried', 'retried', 'handled']);
  });

  it('that lasts is never skipped: it comes again until it works, and later messages of its key wait', async () => {
    let healed = false;
    const { bus, topic, consumer, observed } = await consume({
      retry: { attempts: 2, firstMs: 1, maxMs: 1 },
      handle: async (event, uow) => {
        if (event.partitionKey === 'sick' && !healed)
          throw new BackhaulError('VENDOR_AWAY', 'away', { retryable: true });
        await writeDown(event, uow);
      },
    });
    await bus.publish(topic, [onTheBus('sick', '1'), onTheBus('sick', '2'), onTheBus('well', '3')]);
    await consumer.start();
    await waitFor('some redeliveries', () => observed.filter(({ outcome }) => outcome === 'unfinished').length >= 3);
    expect(await done()).toEqual(['3']);
    healed = true;
    await waitFor('the sick ones', async () => (await done('sick')).length === 2);
    expect(await done('sick')).toEqual(['1', '2']);
    expect(await consumer.parked.list()).toEqual([]);
  });

  it('a connection that dies under the handler is survived', async () => {
    let killed = false;
    const { bus, topic, consumer } = await consume({
      handle: async (event, uow) => {
        await writeDown(event, uow);
        if (killed) return;
        killed = true;
        await uow.tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
      },
    });
    await bus.publish(topic, [onTheBus('a', '1'), onTheBus('a', '2')]);
    await consumer.start();
    await waitFor('both', async () => (await done()).length === 2);
    expect(await done()).toEqual(['1', '2']);
  });

  it('all connections of the service dying at once are survived', async () => {
    const { bus, topic, consumer } = await consume();
    await consumer.start();
    for (let n = 0; n < 60; n += 1) {
      await waitFor('a publish that works', () =>
        bus.publish(topic, [onTheBus(`k${n % 5}`, String(n))]).then(() => true),
      );
      if (n % 20 === 10) {
        await waitFor('the kill', () =>
          database.pool
            .query(
              'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
            )
            .then(() => true),
        );
      }
    }
    await waitFor('all', async () => new Set(await done()).size === 60);
    expect(await done()).toHaveLength(60);
  });
});

describe('a failure for good', () => {
  const failing = (bad: Set<string>): Pick<BusConsumerOptions, 'handle'> => ({
    handle: async (event, uow) => {
      await writeDown(event, uow);
      if (event.type === 'TaskClosed' && bad.has(event.data.taskId)) {
        throw new BackhaulError('UNIT_UNKNOWN', 'unit 7 is not of this return', { details: { unit: 7 } });
      }
    },
  });

  it('parks its key: later messages of the key queue behind it, other keys flow on', async () => {
    const { bus, topic, group, consumer, observed } = await consume(failing(new Set(['2'])));
    await bus.publish(topic, [onTheBus('a', '1'), onTheBus('a', '2'), onTheBus('a', '3'), onTheBus('b', '4')]);
    await consumer.start();
    await waitFor('all', () => observed.length === 4);
    expect((await done()).sort()).toEqual(['1', '4']);
    const parked = await consumer.parked.list();
    expect(parked.map(({ type, status, reasonCode, attempts }) => ({ type, status, reasonCode, attempts }))).toEqual([
      { type: 'TaskClosed', status: 'failed', reasonCode: 'UNIT_UNKNOWN', attempts: 1 },
      { type: 'TaskClosed', status: 'queued', reasonCode: 'BEHIND_PARKED', attempts: 0 },
    ]);
    expect(parked[0]).toMatchObject({
      group,
      reason: 'unit 7 is not of this return: {"unit":7}',
      message: { topic, key: 'a' },
    });
    expect(await consumer.parked.counts()).toMatchObject({ failed: 1, queued: 1, keys: 1, oldest: expect.any(Date) });
  });

  it('a bug parks the key as well: it does not block the partition', async () => {
    const { bus, topic, consumer, observed } = await consume({
      handle: async (event, uow) => {
        if (event.partitionKey === 'a') throw new TypeError('undefined is not a function');
        await writeDown(event, uow);
      },
    });
    await bus.publish(topic, [onTheBus('a', '1'), onTheBus('b', '2')]);
    await consumer.start();
    await waitFor('both', () => observed.length === 2);
    expect(await consumer.parked.list()).toMatchObject([
      { reasonCode: 'TypeError', reason: 'undefined is not a function' },
    ]);
  });

  it('a statement that failed in the database, or whose failure was swallowed, parks and saves nothing', async () => {
    const { bus, topic, consumer, observed } = await consume({
      handle: async (event, uow) => {
        await writeDown(event, uow);
        const failed = uow.tx.query('SELECT 1 / 0');
        if (event.partitionKey === 'swallows') await failed.catch(() => undefined);
        else await failed;
      },
    });
    await bus.publish(topic, [onTheBus('swallows', '1'), onTheBus('throws', '2')]);
    await consumer.start();
    await waitFor('both', () => observed.length === 2);
    expect(await done()).toEqual([]);
    const reasons = (await consumer.parked.list()).map(({ reasonCode }) => reasonCode);
    expect(reasons.sort()).toEqual(['22012', 'TRANSACTION_ABORTED']);
  });

  it('a message that cannot be read is parked with the reason and the raw value, and the partition goes on', async () => {
    const { bus, topic, consumer, observed } = await consume();
    const good = onTheBus('ok', '1');
    await bus.publish(topic, [
      { key: 'x1', headers: {}, value: 'not json {' },
      { ...onTheBus('x2', '1'), value: '{"taskId": 5}' },
      { ...onTheBus('x3', '1'), headers: { ...onTheBus('x3', '1').headers, ce_type: 'ReturnTeleported' } },
      {
        ...onTheBus('x4', '1'),
        headers: { ...onTheBus('x4', '1').headers, ce_dataschema: '/schemas/TaskClosed.v99.json' },
      },
      { ...onTheBus('x5', '1'), value: 'no json' },
      { key: '', headers: { ce_type: 'TaskClosed' }, value: '' },
      good,
    ]);
    await consumer.start();
    await waitFor('all', () => observed.length === 7);
    expect(await done()).toEqual(['1']);
    const parked = await consumer.parked.list();
    expect(Object.fromEntries(parked.map(({ message, reasonCode }) => [message.key, reasonCode]))).toEqual({
      x1: 'ENVELOPE_INCOMPLETE',
      x2: 'EVENT_SCHEMA_MISMATCH',
      x3: 'EVENT_TYPE_UNKNOWN',
      x4: 'EVENT_VERSION_UNKNOWN',
      x5: 'NOT_JSON',
      '': 'ENVELOPE_INCOMPLETE',
    });
    const unreadable = parked.find(({ message }) => message.key === 'x1')?.id ?? '';
    expect((await consumer.parked.get(unreadable))?.message.value).toBe('not json {');
    expect(observed.filter(({ outcome }) => outcome === 'parked')).toHaveLength(6);
  });
});

describe('the parked messages', () => {
  const parkThree = async () => {
    const bad = new Set(['1']);
    const made = await consume({
      handle: async (event, uow) => {
        if (event.type === 'TaskClosed' && bad.has(event.data.taskId)) throw new BackhaulError('NOT_YET', 'not yet');
        await writeDown(event, uow);
      },
    });
    await made.bus.publish(made.topic, [onTheBus('a', '1'), onTheBus('a', '2'), onTheBus('a', '3')]);
    await made.consumer.start();
    await waitFor('all parked', () => made.observed.length === 3);
    const ids = (await made.consumer.parked.list()).map(({ id }) => id);
    return { ...made, bad, parked: made.consumer.parked, first: ids[0] ?? '', second: ids[1] ?? '' };
  };

  it('are handled again by key, in order, and the key then flows', async () => {
    const { parked, bad, bus, topic } = await parkThree();
    bad.clear();
    expect(await parked.retryKey('a', { by: 'mia', reason: 'mended', count: 3 })).toEqual({
      replayed: 3,
      failed: null,
    });
    expect(await done()).toEqual(['1', '2', '3']);
    await bus.publish(topic, [onTheBus('a', '4')]);
    await waitFor('the next', async () => (await done()).includes('4'));
    expect(await parked.list({ status: ['replayed'] })).toMatchObject([
      { closedBy: 'mia' },
      { closedBy: 'mia' },
      { closedBy: 'mia' },
    ]);
    expect(await parked.list()).toEqual([]);
  });

  it('a retry that fails again keeps its place and the new reason', async () => {
    const { parked, first } = await parkThree();
    const { replayed, failed } = await parked.retry(first, { by: 'mia', reason: 'mended', count: 3 });
    expect(replayed).toBe(0);
    expect(failed).toMatchObject({ id: first, status: 'failed', attempts: 2, reasonCode: 'NOT_YET' });
    expect(await done()).toEqual([]);
    expect(await parked.list()).toHaveLength(3);
  });

  it('one that stands behind another of its key cannot overtake it', async () => {
    const { parked, first, second } = await parkThree();
    await expect(parked.retry(second, { by: 'mia', reason: 'mended' })).rejects.toMatchObject({
      code: 'PARKED_NOT_FIRST',
      details: { first },
    });
  });

  it('one is discarded with who and why; those that waited behind it flow, and it never comes back', async () => {
    const { parked, first } = await parkThree();
    await expect(parked.discard(first, 'mia', ' ')).rejects.toMatchObject({ code: 'REASON_MISSING' });
    expect(await parked.discard(first, 'mia', 'test order')).toEqual({ replayed: 2, failed: null });
    expect(await done()).toEqual(['2', '3']);
    expect(await parked.get(first)).toMatchObject({ status: 'discarded', closedBy: 'mia', closedReason: 'test order' });
    await expect(parked.retry(first, { by: 'mia', reason: 'mended' })).rejects.toMatchObject({ code: 'PARKED_CLOSED' });
  });

  it('stay as they are when the partition is delivered again', async () => {
    const { parked, bus, topic, group, consumer, observed } = await parkThree();
    await consumer.stop();
    await database.pool.query('UPDATE bus.assignment SET committed_offset = 0 WHERE group_name = $1', [group]);
    await consumer.start();
    await waitFor('the redelivery', () => observed.length === 6);
    expect(await parked.list()).toHaveLength(3);
    expect(await done()).toEqual([]);
    await bus.publish(topic, [onTheBus('b', '9')]);
    await waitFor('another key', async () => (await done()).includes('9'));
  });

  it('an unknown id says so', async () => {
    const { parked } = await parkThree();
    await expect(parked.retry('999999', { by: 'mia', reason: 'mended' })).rejects.toMatchObject({
      code: 'PARKED_UNKNOWN',
    });
    await expect(parked.discard('x', 'mia', 'y')).rejects.toMatchObject({ code: 'PARKED_UNKNOWN' });
  });
});
