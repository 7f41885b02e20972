import { eventStore, inTransaction } from '@backhaul/event-store';
import { OutboxRelay, postgresBus, type IncomingMessage, type MessageBus } from '@backhaul/messaging';
import { decodeEnvelope } from '@backhaul/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor, type TestDatabase } from '@backhaul/testkit';
import { Collector, unique, upTo } from './conformance/harness.js';
import { recorded } from './fixtures/events.js';
import { serviceDatabase } from './fixtures/service.js';

let database: TestDatabase;
let bus: MessageBus;
let topic: string;
let relays: OutboxRelay[] = [];
let got: IncomingMessage[];

beforeAll(async () => {
  database = await serviceDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  bus = postgresBus({ pool: database.pool });
  topic = unique('topic');
  await bus.ensureTopics([{ name: topic, partitions: 3 }]);
  const collector = new Collector();
  got = collector.got;
  await bus.subscribe({ group: unique('group'), topics: [topic], onBatch: collector.onBatch });
});
afterEach(async () => {
  await Promise.all(relays.map((one) => one.stop()));
  relays = [];
  await bus.close();
  await database.pool.query('TRUNCATE event_store.events');
});

const relay = (
  options: { bus?: MessageBus; batch?: number; pollMs?: { min: number; max: number } } = {},
): OutboxRelay => {
  const made = new OutboxRelay({ pool: database.pool, bus, topic, service: 'ledger', ...options });
  relays.push(made);
  return made;
};
const append = (stream: string, key: string, tasks: string[], published = true) =>
  inTransaction(database.pool, (tx) =>
    eventStore.append(
      tx,
      stream,
      'new',
      tasks.map((task) => recorded(key, task, published)),
    ),
  );
const tasksOf = (key: string): string[] => [
  ...new Set(got.filter((one) => one.key === key).map(({ value }) => String(JSON.parse(value).taskId))),
];

describe('the relay', () => {
  it('publishes what was appended, in order, as an envelope; what is not published stays inside', async () => {
    await append(unique('s'), 'a', ['1', '2', '3']);
    await append(unique('s'), 'a', ['secret'], false);
    await append(unique('s'), 'a', ['4']);
    relay().start();
    await waitFor('four', () => got.length === 4);
    expect(tasksOf('a')).toEqual(['1', '2', '3', '4']);
    const [first] = got;
    expect(first && decodeEnvelope(first)).toMatchObject({
      source: '/backhaul/ledger',
      type: 'TaskClosed',
      partitionKey: 'a',
      time: '2026-03-02T10:00:00.000Z',
      data: { taskId: '1' },
    });
  });

  it('goes on where it was after a restart, and publishes nothing again', async () => {
    await append(unique('s'), 'a', ['1', '2']);
    const first = relay();
    first.start();
    await waitFor('two', () => got.length === 2);
    await first.stop();
    await append(unique('s'), 'a', ['3']);
    relay().start();
    await waitFor('the third', () => got.length === 3);
    expect(tasksOf('a')).toEqual(['1', '2', '3']);
  });

  it('looks at once when woken', async () => {
    const slow = relay({ pollMs: { min: 60_000, max: 60_000 } });
    slow.start();
    await waitFor('it to be active', () => slow.active);
    await append(unique('s'), 'a', ['1']);
    slow.wake();
    await waitFor('the event', () => got.length === 1, { timeoutMs: 5000 });
  });

  it('looks at once when a replica is woken whose turn it is not', async () => {
    const slow = { pollMs: { min: 60_000, max: 60_000 } };
    const first = relay(slow);
    first.start();
    await waitFor('it to be active', () => first.active);
    const second = relay(slow);
    second.start();
    for (const task of ['1', '2', '3']) {
      await append(unique('s'), 'a', [task]);
      second.wake();
    }
    await waitFor('the events', () => got.length === 3, { timeoutMs: 5000 });
    expect([first.active, second.active]).toEqual([true, false]);
  });

  it('is the only one: a second waits and takes over when the first stops', async () => {
    const first = relay();
    first.start();
    await waitFor('the first', () => first.active);
    const second = relay();
    second.start();
    await append(unique('s'), 'a', upTo(50).map(String));
    await waitFor('all', () => got.length === 50);
    expect([first.active, second.active]).toEqual([true, false]);
    await first.stop();
    await waitFor('the second', () => second.active);
    await append(unique('s'), 'b', ['51']);
    await waitFor('the next', () => tasksOf('b').length === 1);
  });

  it('waits while the bus refuses, says so once a second, and goes on', async () => {
    let away = true;
    const flaky: MessageBus = {
      ...bus,
      publisher: (name) => (away ? Promise.reject(new Error('broker away')) : bus.publisher(name)),
    };
    const one = relay({ bus: flaky });
    one.start();
    await append(unique('s'), 'a', ['1', '2']);
    await waitFor('the trouble', () => one.failingForMs !== null);
    away = false;
    await waitFor('both', () => got.length === 2);
    await waitFor('the end of the trouble', () => one.failingForMs === null);
  });
});
