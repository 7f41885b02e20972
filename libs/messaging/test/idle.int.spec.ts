import { eventStore } from '@backhaul/event-store';
import { kafkaBus, OutboxRelay, postgresBus, type MessageBus } from '@backhaul/messaging';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testKafka, waitFor, type TestDatabase } from '@backhaul/testkit';
import { createHook } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Collector, unique } from './conformance/harness.js';
import { recorded } from './fixtures/events.js';
import { serviceDatabase } from './fixtures/service.js';

const MEASURED_MS = 3000;

let database: TestDatabase;
beforeAll(async () => {
  database = await serviceDatabase();
});
afterAll(() => database.drop());

const buses = [
  {
    kind: 'Kafka',
    connect: async () => kafkaBus({ ...(await testKafka()), clientId: 'idle', sessionMs: 6000 }),
  },
  { kind: 'Postgres', connect: async (pool: pg.Pool) => postgresBus({ pool }) },
];

/** What keeps this process alive: sockets and timers, by kind. */
const open = (kind: string): number => process.getActiveResourcesInfo().filter((each) => each.startsWith(kind)).length;

/** Processor time, which other work on the machine does not add to, and new timers, while nothing happens. */
async function whileIdle(): Promise<{ cpuShare: number; timersPerSecond: number }> {
  let timers = 0;
  const hook = createHook({ init: (_id, type) => void (type === 'Timeout' && (timers += 1)) }).enable();
  const before = process.cpuUsage();
  await pause(MEASURED_MS);
  const { user, system } = process.cpuUsage(before);
  hook.disable();
  return { cpuShare: (user + system) / 1000 / MEASURED_MS, timersPerSecond: (timers * 1000) / MEASURED_MS };
}

describe.each(buses)('a relay and a consumer on $kind with nothing to do', ({ connect }) => {
  it('cost next to no processor time, and leave no socket and no timer behind when they close', async () => {
    const [sockets, timers] = [open('TCP'), open('Timeout')];
    const pool = new pg.Pool({ connectionString: database.url });
    const bus: MessageBus = await connect(pool);
    const topic = unique('topic');
    await bus.ensureTopics([{ name: topic, partitions: 12 }]);
    const seen = new Collector();
    await bus.subscribe({ group: unique('group'), topics: [topic], onBatch: seen.onBatch });
    const relay = new OutboxRelay({ pool, bus, topic, service: 'ledger' });
    relay.start();
    await eventStore.append(pool, unique('s'), 'new', [recorded('a', '1')]);
    await waitFor('every connection to have been used', () => seen.got.length > 0);

    const idle = await whileIdle();
    await relay.stop();
    await bus.close();
    await pool.end();
    expect(idle.timersPerSecond).toBeLessThan(100); // unpatched, KafkaJS alone makes a thousand per connection
    expect(idle.cpuShare).toBeLessThan(0.1);
    await waitFor('the sockets to be closed', () => open('TCP') <= sockets);
    expect(open('Timeout')).toBeLessThanOrEqual(timers);
  });
});
