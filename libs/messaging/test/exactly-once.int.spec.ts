import { BusConsumer, kafkaBus, postgresBus, type BusConsumerOptions, type MessageBus } from '@backhaul/messaging';
import { testKafka, waitFor, type TestDatabase } from '@backhaul/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { testBus, unique, upTo, type TestBus } from './conformance/harness.js';
import { onTheBus } from './fixtures/events.js';
import { serviceDatabase, tasksDone, writeDown } from './fixtures/service.js';

const buses = [
  {
    name: 'Kafka',
    sessionMs: 6000,
    connect: async (): Promise<MessageBus> => {
      const { brokers } = await testKafka();
      return kafkaBus({ brokers, clientId: 'exactly-once', sessionMs: 6000, redeliverMs: 100 });
    },
  },
  {
    name: 'Postgres',
    sessionMs: 500,
    connect: ({ pool }: TestDatabase): Promise<MessageBus> =>
      Promise.resolve(postgresBus({ pool, redeliverMs: 50, sessionMs: 500 })),
  },
];

describe.each(buses)('consumers of a group on $name', ({ sessionMs, connect }) => {
  let database: TestDatabase;
  let bus: TestBus;
  let members: { bus: MessageBus; consumer: BusConsumer }[];

  beforeAll(async () => {
    database = await serviceDatabase();
    bus = testBus(await connect(database));
  });
  afterAll(async () => {
    await bus.close();
    await database.drop();
  });
  beforeEach(async () => {
    members = [];
    await database.pool.query('TRUNCATE done, messaging.inbox, messaging.parked');
  });
  afterEach(() => Promise.all(members.map(leave)));

  const leave = async (member: { bus: MessageBus; consumer: BusConsumer }): Promise<void> => {
    await member.consumer.stop();
    await member.bus.close();
  };
  const topicOf = async (partitions: number): Promise<string> => {
    const topic = unique('topic');
    await bus.ensureTopics([{ name: topic, partitions }]);
    return topic;
  };
  const join = async (group: string, topic: string, handle: BusConsumerOptions['handle'] = writeDown) => {
    const own = await connect(database);
    const handles = (type: string): boolean => type === 'TaskClosed';
    const consumer = new BusConsumer({ bus: own, pool: database.pool, group, topics: [topic], handles, handle });
    const member = { bus: own, consumer };
    members.push(member);
    await consumer.start();
    return member;
  };

  it('handle every message once and in order while members come and go in the middle of a batch', async () => {
    const [group, topic] = [unique('group'), await topicOf(4)];
    const keys = upTo(10).map((n) => `key-${n}`);
    const rounds = upTo(60).map(String);
    for (const from of [0, 20, 40]) {
      await bus.publish(
        topic,
        rounds.slice(from, from + 20).flatMap((task) => keys.map((key) => onTheBus(key, task))),
      );
    }
    const slowly: BusConsumerOptions['handle'] = async (event, uow) => {
      await uow.tx.query('SELECT pg_sleep(0.003)');
      await writeDown(event, uow);
    };
    const handled = async (): Promise<number> => (await tasksDone(database.pool)).length;
    const first = await join(group, topic, slowly);
    await waitFor('some messages', async () => (await handled()) > 50, { timeoutMs: 30_000 });
    await join(group, topic, slowly);
    await leave(first);
    await join(group, topic, slowly);
    await waitFor('all of them', async () => (await handled()) >= 600, { timeoutMs: 60_000 });
    for (const key of keys) expect(await tasksDone(database.pool, key)).toEqual(rounds);
  }, 120_000);

  it('neither loop nor handle twice when a handler takes longer than the session', async () => {
    const [group, topic] = [unique('group'), await topicOf(2)];
    const begun: string[] = [];
    const slow: BusConsumerOptions['handle'] = async (event, uow) => {
      begun.push(event.partitionKey);
      if (event.partitionKey === 'slow') await uow.tx.query('SELECT pg_sleep($1)', [(sessionMs * 1.5) / 1000]);
      await writeDown(event, uow);
    };
    await bus.publish(topic, [onTheBus('slow', '1'), onTheBus('slow', '2'), onTheBus('a', '1'), onTheBus('b', '1')]);
    await join(group, topic, slow);
    await join(group, topic, slow);
    await waitFor('all of them', async () => (await tasksDone(database.pool)).length === 4, { timeoutMs: 60_000 });
    expect(await tasksDone(database.pool, 'slow')).toEqual(['1', '2']);
    expect(begun.toSorted()).toEqual(['a', 'b', 'slow', 'slow']);
  }, 120_000);
});
