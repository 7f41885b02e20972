import { eventStore } from '@backhaul/event-store';
import {
  BusConsumer,
  kafkaBus,
  OutboxRelay,
  postgresBus,
  type MessageBus,
  type OutboxRelayOptions,
} from '@backhaul/messaging';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { testKafka, waitFor, type TestDatabase } from '@backhaul/testkit';
import { Collector, unique, upTo } from './conformance/harness.js';
import { around, gate } from './fixtures/bus-around.js';
import { recorded } from './fixtures/events.js';
import { serviceDatabase, tasksDone, writeDown } from './fixtures/service.js';

const buses = [
  {
    kind: 'Kafka',
    connect: async () => kafkaBus({ ...(await testKafka()), clientId: 'fencing', sessionMs: 6000, redeliverMs: 100 }),
  },
  { kind: 'Postgres', connect: async ({ pool }: TestDatabase) => postgresBus({ pool, redeliverMs: 50 }) },
];

describe.each(buses)('a relay onto $kind', ({ connect }) => {
  let database: TestDatabase;
  let bus: MessageBus;
  let topic: string;
  let seen: Collector;
  let cleanUps: (() => Promise<unknown>)[];

  beforeAll(async () => {
    database = await serviceDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.pool.query('TRUNCATE event_store.events, done');
    bus = await connect(database);
    cleanUps = [() => bus.close()];
    topic = unique('topic');
    await bus.ensureTopics([{ name: topic, partitions: 3 }]);
    seen = new Collector();
    await bus.subscribe({ group: unique('group'), topics: [topic], onBatch: seen.onBatch });
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  });

  const relay = (options: Partial<OutboxRelayOptions> = {}): OutboxRelay => {
    const made = new OutboxRelay({ pool: database.pool, bus, topic, service: 'ledger', ...options });
    cleanUps.push(() => made.stop());
    made.start();
    return made;
  };
  const consume = async (): Promise<void> => {
    const group = unique('group');
    const handles = (): boolean => true;
    const consumer = new BusConsumer({ pool: database.pool, bus, group, topics: [topic], handles, handle: writeDown });
    cleanUps.push(() => consumer.stop());
    await consumer.start();
  };
  const append = (key: string, tasks: string[]) =>
    eventStore.append(
      database.pool,
      unique('stream'),
      'new',
      tasks.map((task) => recorded(key, task)),
    );
  /** Ends the session of the relay that holds the lock, as a lost connection does: the relay itself may learn of it later. */
  const cutTheHolder = () =>
    database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = 7302 AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
  const tasksSeen = (key: string): string[] =>
    seen.got.filter((one) => one.key === key).map(({ value }) => String(JSON.parse(value).taskId));

  it('that dies between the acknowledgement and its checkpoint repeats what it published, and nothing happens twice', async () => {
    let crashes = 3;
    const crashing = around(bus, (publish) => async (...call) => {
      await publish(...call);
      crashes -= 1;
      if (crashes >= 0) await cutTheHolder();
    });
    await consume();
    await append('a', ['1', '2', '3']);
    relay({ bus: crashing });
    await waitFor('a publish that is not cut', () => crashes < 0, { timeoutMs: 40_000 });
    await append('a', ['4']);
    await waitFor('the last', async () => (await tasksDone(database.pool)).includes('4'));
    // Who only watches reads on its own, and may be behind.
    await waitFor('the last to be seen by who watches', () => tasksSeen('a').includes('4'));
    expect(tasksSeen('a').length).toBeGreaterThan(4);
    expect([...new Set(tasksSeen('a'))]).toEqual(['1', '2', '3', '4']);
    expect(await tasksDone(database.pool)).toEqual(['1', '2', '3', '4']);
  });

  it('that wakes up after its successor has published cannot publish any more', async () => {
    const paused = gate();
    const wake = gate();
    const refused: unknown[] = [];
    const pausing = around(bus, (publish) => async (...call) => {
      paused.open();
      await wake.passed;
      await publish(...call).catch((error: unknown) => {
        refused.push(error);
        throw error;
      });
    });
    await append('a', ['1', '2']);
    const former = relay({ bus: pausing });
    await paused.passed;
    await cutTheHolder();
    const successor = relay();
    await waitFor('the successor', () => successor.active, { timeoutMs: 30_000 });
    await append('a', ['3']);
    await waitFor('what the successor published', () => tasksSeen('a').length >= 3);
    wake.open();
    await waitFor('the refusal', () => refused.length > 0);
    expect(refused[0]).toMatchObject({ code: 'PUBLISHER_FENCED' });
    await waitFor(
      'the former to wait for its turn, in good health',
      () => !former.active && former.failingForMs === null,
    );
    await append('a', ['4']);
    await waitFor('the next', () => tasksSeen('a').includes('4'));
    expect(tasksSeen('a')).toEqual(['1', '2', '3', '4']);
  });

  it('keeps its turn through a publish that lasts longer than its session may be silent', async () => {
    const silentMs = 2000;
    let slowly = 0;
    const slow = around(bus, (publish) => async (...call) => {
      slowly += 1;
      await new Promise((resolve) => setTimeout(resolve, 1.5 * silentMs));
      await publish(...call);
    });
    await append('a', ['1']);
    relay({ bus: slow, sessionMs: silentMs });
    await waitFor('the event', () => tasksSeen('a').length === 1);
    await append('a', ['2']);
    await waitFor('the next', () => tasksSeen('a').length >= 2);
    expect([tasksSeen('a'), slowly]).toEqual([['1', '2'], 2]);
  });

  it('shares its work with others that come, go and lose their connections, and every key keeps its order', async () => {
    const keys = upTo(12).map((n) => `key-${n}`);
    const first = relay({ batch: 7 });
    relay({ batch: 5 });
    for (const n of upTo(40)) {
      await Promise.all(keys.map((key) => append(key, [String(n)])));
      if (n % 15 === 5) await cutTheHolder();
      if (n === 20) relay({ batch: 3 });
      if (n === 25) await first.stop();
    }
    const all = () => keys.every((key) => new Set(tasksSeen(key)).size === 40);
    await waitFor('every event', all, { timeoutMs: 60_000 });
    for (const key of keys) expect([...new Set(tasksSeen(key))]).toEqual(upTo(40).map(String));
  });

  it('misses nothing of a transaction that was held open while later ones committed', async () => {
    relay();
    const slow = await database.pool.connect();
    await slow.query('BEGIN');
    await eventStore.append(slow, 'slow', 'new', [recorded('a', '1'), recorded('a', '2')]);
    await append('b', ['3']);
    await append('b', ['4']);
    await eventStore.append(slow, 'slow', 2, [recorded('a', '5')]);
    await slow.query('COMMIT');
    slow.release();
    await append('b', ['6']);
    await waitFor('all', () => seen.got.length >= 6);
    expect([tasksSeen('a'), tasksSeen('b')]).toEqual([
      ['1', '2', '5'],
      ['3', '4', '6'],
    ]);
  });
});
