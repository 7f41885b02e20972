import { BusConsumer, kafkaBus, type MessageBus } from '@backhaul/messaging';
import { testKafka, waitFor, type TestDatabase } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel, type Message, type Producer } from 'kafkajs';
import { unique } from './conformance/harness.js';
import { onTheBus } from './fixtures/events.js';
import { serviceDatabase, tasksDone, writeDown } from './fixtures/service.js';

let database: TestDatabase;
let bus: MessageBus;
let stranger: Producer;
let consumer: BusConsumer;
const topic = unique('topic');
const group = unique('group');

beforeAll(async () => {
  database = await serviceDatabase();
  const { brokers } = await testKafka();
  bus = kafkaBus({ brokers, clientId: 'foreign', sessionMs: 6000, redeliverMs: 100 });
  await bus.ensureTopics([{ name: topic, partitions: 1 }]);
  stranger = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer();
  await stranger.connect();
  const handles = (): boolean => true;
  consumer = new BusConsumer({ bus, pool: database.pool, group, topics: [topic], handles, handle: writeDown });
  await consumer.start();
});
afterAll(async () => {
  await consumer.stop();
  await stranger.disconnect();
  await bus.close();
  await database.drop();
});

const event = (key: string) => onTheBus(key, key);
const binary = Buffer.from([0x00, 0xff, 0x80, 0x00, 0xc3]);

describe('what somebody else writes to a topic of ours', () => {
  it.each<[string, Message, string]>([
    ['neither key nor value', { key: null, value: null }, 'ENVELOPE_INCOMPLETE'],
    ['a tombstone', { key: 'tombstone', value: null }, 'ENVELOPE_INCOMPLETE'],
    ['an envelope without a value', { ...event('no value'), value: null }, 'NOT_JSON'],
    ['bytes that are no text', { key: binary, value: binary }, 'ENVELOPE_INCOMPLETE'],
    [
      'headers that are no text',
      { ...event('binary headers'), headers: { ...event('binary headers').headers, ce_id: binary, ce_type: binary } },
      'EVENT_TYPE_UNKNOWN',
    ],
    [
      'a header that is there twice',
      { key: 'twice', value: '{}', headers: { ce_id: ['1', '2'] } },
      'ENVELOPE_INCOMPLETE',
    ],
  ])('is parked with its reason and holds nobody up: %s', async (what, message, reasonCode) => {
    await stranger.send({ topic, messages: [message, event(what)] });
    await waitFor('the next message', async () => (await tasksDone(database.pool)).includes(what));
    const { rows } = await database.pool.query(
      'SELECT reason_code FROM messaging.parked WHERE consumer_group = $1 ORDER BY id DESC LIMIT 1',
      [group],
    );
    expect(rows).toEqual([{ reason_code: reasonCode }]);
  });
});
