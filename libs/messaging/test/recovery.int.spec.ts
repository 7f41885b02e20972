import { eventStore, eventStoreMigrations, inTransaction } from '@backhaul/event-store';
import {
  BusConsumer,
  Intake,
  IntakeWorker,
  kafkaBus,
  messagingMigrations,
  OutboxRelay,
  postgresBus,
  postgresBusMigrations,
  type MessageBus,
} from '@backhaul/messaging';
import { afterEach, describe, expect, it } from '@jest/globals';
import { freePort, startEmbeddedPostgres, startLocalKafka, waitFor } from '@backhaul/testkit';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { unique, upTo } from './conformance/harness.js';
import { recorded } from './fixtures/events.js';
import { serviceDatabase, tasksDone, writeDown } from './fixtures/service.js';

/** From event table over the bus into another group's table: the chain that has to mend itself. */
function chain(pool: pg.Pool, bus: MessageBus, topic: string, lines: string[]) {
  const log = {
    debug: () => {},
    info: (_facts: object, line = '') => void lines.push(line),
    warn: (_facts: object, line = '') => void lines.push(line),
    error: (_facts: object, line = '') => void lines.push(line),
  };
  const relay = new OutboxRelay({ pool, bus, topic, service: 'ledger', log });
  const consumer = new BusConsumer({
    pool,
    bus,
    group: unique('group'),
    topics: [topic],
    handles: () => true,
    handle: writeDown,
    log,
  });
  const append = (tasks: string[]) =>
    inTransaction(pool, (tx) =>
      eventStore.append(
        tx,
        unique('s'),
        'new',
        tasks.map((task) => recorded('a', task)),
      ),
    );
  return { relay, consumer, append };
}

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Closes the parts in the order of a shutdown; each has ten seconds, whatever is away. */
async function closesInTime(parts: Record<string, () => Promise<unknown>>): Promise<void> {
  for (const [name, close] of Object.entries(parts)) {
    const started = performance.now();
    await close();
    expect({ name, inTime: performance.now() - started < 10_000 }).toEqual({ name, inTime: true });
  }
}

describe('without a restart of the service', () => {
  it('Kafka may go away and come back', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kafka-'));
    const port = await freePort();
    const start = () => startLocalKafka({ dir: join(dir, 'broker'), port });
    let kafka = await start();
    cleanUps.push(
      () => rm(dir, { recursive: true, force: true }),
      () => kafka.stop(),
    );
    const database = await serviceDatabase();
    cleanUps.push(() => database.drop());
    const bus = kafkaBus({ brokers: kafka.brokers, clientId: 'recovery', sessionMs: 6000 });
    cleanUps.push(() => bus.close());
    const topic = unique('topic');
    await bus.ensureTopics([{ name: topic, partitions: 3 }]);
    const lines: string[] = [];
    const { relay, consumer, append } = chain(database.pool, bus, topic, lines);
    cleanUps.push(() => relay.stop());
    relay.start();
    await consumer.start();

    await append(['1', '2']);
    await waitFor('the first two', async () => (await tasksDone(database.pool)).length === 2);
    await kafka.stop();
    await append(['3', '4']);
    await waitFor('the trouble', () => relay.failingForMs !== null, { timeoutMs: 60_000 });
    await expect(bus.ping()).rejects.toThrow();
    kafka = await start();
    await waitFor('all four', async () => (await tasksDone(database.pool)).length === 4, { timeoutMs: 60_000 });
    await append(['5']);
    await waitFor('the fifth', async () => (await tasksDone(database.pool)).length === 5, { timeoutMs: 60_000 });
    expect(await tasksDone(database.pool)).toEqual(['1', '2', '3', '4', '5']);
    await bus.ping();
    expect(lines.filter((line) => line.startsWith('Relay to')).length).toBeGreaterThanOrEqual(2);

    await kafka.stop();
    await append(['6']);
    await waitFor('the trouble', () => relay.failingForMs !== null, { timeoutMs: 60_000 });
    await closesInTime({ relay: () => relay.stop(), consumer: () => consumer.stop(), bus: () => bus.close() });
  }, 180_000);

  it('Postgres may go away and come back', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'postgres-'));
    const port = await freePort();
    const start = () => startEmbeddedPostgres({ dir: join(dir, 'data'), port, persistent: true });
    let server = await start();
    cleanUps.push(
      () => rm(dir, { recursive: true, force: true }),
      () => server.stop(),
    );
    await migrate(server.url, [...eventStoreMigrations, ...messagingMigrations, ...postgresBusMigrations]);
    const pool = new pg.Pool({ connectionString: server.url });
    cleanUps.push(() => pool.end());
    await pool.query('CREATE TABLE done (nth bigint GENERATED ALWAYS AS IDENTITY, key text, task text)');
    const bus = postgresBus({ pool, sessionMs: 2000 });
    cleanUps.push(() => bus.close());
    const topic = unique('topic');
    await bus.ensureTopics([{ name: topic, partitions: 3 }]);
    const lines: string[] = [];
    const { relay, consumer, append } = chain(pool, bus, topic, lines);
    cleanUps.push(() => relay.stop());
    const webhooks: string[] = [];
    const worker = new IntakeWorker({ pool, handle: async (item) => void webhooks.push(item.dedupeKey) });
    cleanUps.push(() => worker.stop());
    const intake = new Intake({ pool, onAccepted: () => worker.wake() });
    const accept = (n: number) =>
      intake.accept({
        source: 'loop',
        merchantId: 'northfold',
        dedupeKey: String(n),
        lane: 'l',
        body: Buffer.from('{}'),
        headers: {},
      });
    relay.start();
    worker.start();
    await consumer.start();

    await append(['1', '2']);
    await accept(1);
    await waitFor('the first', async () => (await tasksDone(pool)).length === 2 && webhooks.length === 1);
    await server.stop();
    await waitFor('the trouble', () => relay.failingForMs !== null, { timeoutMs: 60_000 });
    await expect(accept(2)).rejects.toThrow();
    server = await start();
    await waitFor('an append that works', () => append(['3', '4']).then(() => true), { timeoutMs: 60_000 });
    await accept(2);
    await waitFor('all', async () => (await tasksDone(pool)).length === 4 && webhooks.length === 2, {
      timeoutMs: 60_000,
    });
    expect(await tasksDone(pool)).toEqual(upTo(4).map((n) => String(n + 1)));
    expect(webhooks).toEqual(['1', '2']);

    await server.stop();
    await waitFor('the trouble', () => relay.failingForMs !== null, { timeoutMs: 60_000 });
    await closesInTime({
      relay: () => relay.stop(),
      worker: () => worker.stop(),
      consumer: () => consumer.stop(),
      bus: () => bus.close(),
    });
  }, 180_000);
});

async function migrate(url: string, migrations: (new () => MigrationInterface)[]): Promise<void> {
  const source = new DataSource({ type: 'postgres', url, migrations });
  await source.initialize();
  await source.runMigrations();
  await source.destroy();
}
