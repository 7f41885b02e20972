import { eventStore } from '@backhaul/event-store';
import { BusConsumer, Intake, IntakeWorker, OutboxRelay, postgresBus, type MessageBus } from '@backhaul/messaging';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor, type TestDatabase } from '@backhaul/testkit';
import pg from 'pg';
import { Collector, message, unique } from './conformance/harness.js';
import { recorded } from './fixtures/events.js';
import { serviceDatabase, tasksDone, writeDown } from './fixtures/service.js';
import { swallowingProxy } from './fixtures/swallowing-proxy.js';

let database: TestDatabase;
let bus: MessageBus;
let topic: string;
let cleanUps: (() => unknown)[];

beforeEach(async () => {
  database = await serviceDatabase();
  bus = postgresBus({ pool: database.pool, sessionMs: 1000, redeliverMs: 50 });
  cleanUps = [() => database.drop(), () => bus.close()];
  topic = unique('topic');
  await bus.ensureTopics([{ name: topic, partitions: 3 }]);
});
afterEach(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

const append = (task: string) => eventStore.append(database.pool, unique('s'), 'new', [recorded('a', task)]);

describe('a connection that is cut in mid-statement is made anew, and nothing is lost or done twice', () => {
  const webhooks: string[] = [];

  beforeEach(async () => {
    webhooks.length = 0;
    const pool = database.pool;
    const relay = new OutboxRelay({ pool, bus, topic, service: 'ledger' });
    const handles = (): boolean => true;
    const consumer = new BusConsumer({ pool, bus, group: 'ledger', topics: [topic], handles, handle: writeDown });
    const worker = new IntakeWorker({ pool, handle: async ({ dedupeKey }) => void webhooks.push(dedupeKey) });
    relay.start();
    worker.start();
    await consumer.start();
    cleanUps.push(() => Promise.all([relay.stop(), worker.stop(), consumer.stop()]));
  });

  const accept = (dedupeKey: string) =>
    new Intake({ pool: database.pool, onAccepted: () => {} }).accept({
      source: 'loop',
      merchantId: 'northfold',
      dedupeKey,
      lane: 'l',
      body: Buffer.from('{}'),
      headers: {},
    });

  const feed = (what: string) => Promise.all([append(what), accept(what)]);
  const cutWhoWaitsFor = async (table: string): Promise<boolean> => {
    const { rowCount } = await database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted AND relation = $1::regclass
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [table],
    );
    return rowCount !== 0;
  };

  it.each([
    ['the read of the relay', 'event_store.events', 'ACCESS EXCLUSIVE', 'polls'],
    ['the checkpoint of the relay', 'event_store.checkpoints', 'EXCLUSIVE', 'is fed'],
    ['the publish', 'bus.message', 'EXCLUSIVE', 'is fed'],
    ['the fetch', 'bus.message', 'ACCESS EXCLUSIVE', 'polls'],
    ['the heartbeat', 'bus.member', 'EXCLUSIVE', 'polls'],
    ['the commit of an offset', 'bus.assignment', 'EXCLUSIVE', 'is fed'],
    ['the note that a message was handled', 'messaging.inbox', 'EXCLUSIVE', 'is fed'],
    ['the work of the handler', 'done', 'EXCLUSIVE', 'is fed'],
    ['the claim of a webhook', 'messaging.intake', 'EXCLUSIVE', 'polls'],
  ])('%s', async (_, table, mode, statement) => {
    await feed('1');
    await waitFor('the first', async () => (await tasksDone(database.pool)).length === 1 && webhooks.length === 1);
    if (statement === 'polls') await feed('2');
    const holder = await database.pool.connect();
    await holder.query('BEGIN');
    await holder.query(`LOCK TABLE ${table} IN ${mode} MODE`); // whoever comes now is in mid-statement until it is cut
    if (statement === 'is fed') await feed('2');
    await waitFor('a statement to cut', () => cutWhoWaitsFor(table));
    await holder.query('ROLLBACK');
    holder.release();
    await feed('3');
    const all = async () => (await tasksDone(database.pool)).includes('3') && webhooks.includes('3');
    await waitFor('everything', all, { timeoutMs: 40_000 });
    expect(await tasksDone(database.pool)).toEqual(['1', '2', '3']);
    expect(webhooks).toEqual(expect.arrayContaining(['1', '2']));
  });
});

describe('a connection that has died without a sign', () => {
  it('costs a relay its turn, not the service its events: another takes over, and it comes back as the second', async () => {
    const proxy = await swallowingProxy(database.url);
    cleanUps.push(() => proxy.close());
    const pool = new pg.Pool({ connectionString: proxy.url });
    cleanUps.push(() => pool.end());
    const cutOff = new OutboxRelay({ pool, bus, topic, service: 'ledger', sessionMs: 1000 });
    cutOff.start();
    cleanUps.push(() => cutOff.stop());
    await waitFor('the relay', () => cutOff.active);
    proxy.swallow();
    const next = new OutboxRelay({ pool: database.pool, bus, topic, service: 'ledger', sessionMs: 1000 });
    next.start();
    cleanUps.push(() => next.stop());
    await waitFor('the next to take over', () => next.active, { timeoutMs: 30_000 });
    await waitFor('the trouble to be seen', () => cutOff.failingForMs !== null && !cutOff.active, {
      timeoutMs: 30_000,
    });
    proxy.heal();
    await next.stop();
    await waitFor('the first to be back', () => cutOff.active, { timeoutMs: 30_000 });
  });

  it('costs a consumer its partitions for a while, not its messages: it goes on over new connections', async () => {
    const proxy = await swallowingProxy(database.url);
    cleanUps.push(() => proxy.close());
    const pool = new pg.Pool({ connectionString: proxy.url, query_timeout: 1000, connectionTimeoutMillis: 1000 });
    cleanUps.push(() => pool.end());
    const cutOff = postgresBus({ pool, sessionMs: 1000 });
    cleanUps.push(() => cutOff.close());
    const collected = new Collector();
    await cutOff.subscribe({ group: unique('group'), topics: [topic], onBatch: collected.onBatch });
    const publisher = await bus.publisher(topic);
    await publisher.publish(topic, [message('k', 0)]);
    await waitFor('the first message', () => collected.got.length === 1);
    proxy.swallow();
    await publisher.publish(topic, [message('k', 1)]);
    proxy.heal();
    await waitFor('the second', () => collected.numbersOf('k').includes(1), { timeoutMs: 30_000 });
  });
});
