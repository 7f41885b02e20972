import { postgresBus, postgresBusMigrations } from '@backhaul/messaging';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor, type TestDatabase, testDatabase } from '@backhaul/testkit';
import { Membership } from '../src/postgres/membership.js';
import { pruneMessages } from '../src/postgres/retention.js';
import { Collector, message, testBus, unique, upTo, type TestBus } from './conformance/harness.js';

let database: TestDatabase;
let bus: TestBus;
let topic: string;
let group: string;

beforeAll(async () => {
  database = await testDatabase({ migrations: postgresBusMigrations, name: 'groups' });
});
afterAll(() => database.drop());
beforeEach(async () => {
  bus = testBus(postgresBus({ pool: database.pool, sessionMs: 300 }));
  topic = unique('topic');
  group = unique('group');
});
afterEach(() => bus.close());

const member = (topics: string[], sessionMs = 60_000): Membership =>
  new Membership(database.pool, group, topics, sessionMs);
const ensure = (partitions: number, name = topic) => bus.ensureTopics([{ name, partitions }]);

describe('the shares of a group', () => {
  it.each([
    [12, 1],
    [12, 5],
    [3, 5],
    [7, 2],
  ])('%i partitions are owned evenly by %i members, whoever came first', async (partitions, members) => {
    await ensure(partitions);
    const all = upTo(members).map(() => member([topic]));
    // each beats, gives its surplus back, and beats again: two rounds settle it
    for (const _round of [1, 2, 3]) {
      for (const one of all) {
        for (const owned of await one.beat()) if (owned.surplus) await one.release(owned);
      }
    }
    const owned = await Promise.all(all.map((one) => one.beat()));
    const counts = owned.map((list) => list.length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(partitions);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    expect(new Set(owned.flat().map(({ partition }) => partition)).size).toBe(partitions);
  });

  it('the remainder of several topics does not all go to one member', async () => {
    const topics = upTo(4).map(() => unique('topic'));
    for (const name of topics) await ensure(3, name);
    const [one, two] = [member(topics), member(topics)];
    for (const _round of [1, 2, 3]) {
      for (const each of [one, two])
        for (const owned of await each.beat()) if (owned.surplus) await each.release(owned);
    }
    expect([(await one.beat()).length, (await two.beat()).length]).toEqual([6, 6]);
  });

  it('only members that want a topic get its partitions', async () => {
    const other = unique('topic');
    await ensure(4);
    await ensure(4, other);
    const [one, both] = [member([topic]), member([topic, other])];
    await one.beat();
    const owned = await both.beat();
    expect(owned.filter((each) => each.topic === other)).toHaveLength(4);
    expect((await one.beat()).every((each) => each.topic === topic)).toBe(true);
  });
});

describe('a member that falls silent', () => {
  it('loses its partitions after its session, and its late commit is fenced', async () => {
    await ensure(2);
    await bus.publish(topic, [message('k', 0), message('k', 1)]);
    const silent = member([topic], 100);
    const owned = await silent.beat();
    expect(owned).toHaveLength(2);
    const collector = new Collector();
    const next = await bus.subscribe({ group, topics: [topic], onBatch: collector.onBatch });
    await waitFor('the take-over', () => next.assigned().length === 2);
    await waitFor('the messages', () => collector.got.length === 2);
    for (const each of owned) expect(await silent.commit(each, 1n)).toBe(false);
  });

  it('goes on with what it owned when nobody took over', async () => {
    await ensure(2);
    const late = member([topic], 10);
    const before = await late.beat();
    await waitFor('the end of its session', async () => {
      const { rows } = await database.pool.query(
        'SELECT expires_at < clock_timestamp() AS over FROM bus.member WHERE group_name = $1',
        [group],
      );
      return rows[0].over;
    });
    expect(await late.beat()).toEqual(before);
  });
});

describe('the offsets of a partition', () => {
  it('have no gaps and appear in order, whichever of two publishers commits first', async () => {
    await ensure(1);
    const client = await database.pool.connect();
    await client.query('BEGIN');
    await client.query("SELECT bus.publish($1, '{0}', '{k}', ARRAY['{}']::json[], '{first}')", [topic]);
    const second = bus.publish(topic, [message('k', 2)]); // has to wait for the first: a reader would skip it otherwise
    const third = bus.publish(topic, [message('k', 3)]);
    const collector = new Collector();
    await bus.subscribe({ group, topics: [topic], onBatch: collector.onBatch });
    await client.query('COMMIT');
    client.release();
    await Promise.all([second, third]);
    await waitFor('all', () => collector.got.length === 3);
    expect(collector.got.map(({ offset }) => offset)).toEqual(['0', '1', '2']);
    expect(collector.values[0]).toBe('first');
  });

  it('a publish that fails leaves none behind', async () => {
    await ensure(1);
    await expect(
      database.pool.query("SELECT bus.publish($1, '{0,5}', '{k,k}', ARRAY['{}','{}']::json[], '{a,b}')", [topic]),
    ).rejects.toThrow();
    await bus.publish(topic, [message('k', 0)]);
    const { rows } = await database.pool.query('SELECT "offset" FROM bus.message WHERE topic = $1', [topic]);
    expect(rows).toEqual([{ offset: '0' }]);
  });
});

describe('old messages', () => {
  const left = async (): Promise<number> => {
    const { rows } = await database.pool.query('SELECT count(*)::int AS count FROM bus.message WHERE topic = $1', [
      topic,
    ]);
    return rows[0].count;
  };

  it('are deleted once every group has passed them and they are old enough, not before', async () => {
    await ensure(2);
    await bus.publish(
      topic,
      upTo(10).map((n) => message(`k${n}`, n)),
    );
    const slow = member([topic]);
    const behind = await slow.beat();
    const collector = new Collector();
    await bus.subscribe({ group: unique('group'), topics: [topic], onBatch: collector.onBatch });
    await waitFor('the fast group', () => collector.got.length === 10);

    await pruneMessages(database.pool, 0);
    expect(await left()).toBe(10);
    for (const owned of behind) await slow.commit(owned, 100n);
    await pruneMessages(database.pool, 60_000);
    expect(await left()).toBe(10);
    await waitFor(
      'the commits of the fast group',
      async () => (await pruneMessages(database.pool, 0), (await left()) === 0),
    );
    await bus.publish(topic, [message('k0', 10)]);
    await waitFor('the next, at its own offset', () => collector.got.length === 11);
  });
});
