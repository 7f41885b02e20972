import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { partitionOf, type IncomingMessage, type PartitionBatch } from '@backhaul/messaging';
import { waitFor } from '@backhaul/testkit';
import { Collector, message, testBus, unique, upTo, type Harness, type TestBus } from './harness.js';

/** What every adapter of the port has to do. A behaviour that services rely on and that is not in here is a bug of the suite. */
export function conformanceSuite(name: string, start: () => Promise<Harness>): void {
  describe(`MessageBus on ${name}`, () => {
    let harness: Harness;
    let open: TestBus[] = [];
    let topic: string;
    let bus: TestBus;

    const connect = async (): Promise<TestBus> => {
      const connected = testBus(await harness.connect());
      open.push(connected);
      return connected;
    };

    const collect = async (group: string, on: TestBus = bus): Promise<Collector> => {
      const collector = new Collector();
      await on.subscribe({ group, topics: [topic], onBatch: collector.onBatch });
      return collector;
    };

    beforeAll(async () => {
      harness = await start();
    });
    afterAll(() => harness.end());

    beforeEach(async () => {
      topic = unique('topic');
      bus = await connect();
      await bus.ensureTopics([{ name: topic, partitions: 4 }]);
    });
    afterEach(async () => {
      await Promise.all(open.map((one) => one.close()));
      open = [];
    });

    it('delivers key, headers and value as they were, with offsets that count from 0 in the partition of the key', async () => {
      const value = JSON.stringify({ note: 'Größe "M"\n\t\\ 🧥 \u0000 \u2028' });
      await bus.publish(topic, [
        { key: 'northfold/1', headers: { ce_id: 'a', note: 'ä, "b", {c}, \\' }, value },
        { key: 'northfold/1', headers: {}, value: '{}' },
      ]);
      const { got } = await collect(unique('group'));
      await waitFor('both messages', () => got.length === 2);
      const partition = partitionOf('northfold/1', 4);
      expect(got).toEqual([
        { topic, partition, offset: '0', key: 'northfold/1', headers: { ce_id: 'a', note: 'ä, "b", {c}, \\' }, value },
        { topic, partition, offset: '1', key: 'northfold/1', headers: {}, value: '{}' },
      ]);
    });

    it('keeps the order of every key, over many publishes', async () => {
      const keys = upTo(20).map((n) => `northfold/${n}`);
      const collected = await collect(unique('group'));
      const { got } = collected;
      for (const n of upTo(15))
        await bus.publish(
          topic,
          keys.map((key) => message(key, n)),
        );
      await waitFor('all messages', () => got.length >= 300);
      for (const key of keys) expect(collected.numbersOf(key)).toEqual(upTo(15));
      for (const one of got) expect(one.partition).toBe(partitionOf(one.key, 4));
    });

    it('loses none and doubles none when many publish at once', async () => {
      await Promise.all(
        upTo(40).map((n) =>
          bus.publish(
            topic,
            upTo(5).map((i) => message(`key-${i}`, n)),
          ),
        ),
      );
      const collector = await collect(unique('group'));
      await waitFor('all messages', () => collector.got.length >= 200);
      expect(new Set(collector.values).size).toBe(200);
      expect(collector.got).toHaveLength(200);
    });

    it('shuts a publisher out for good once another of its name is open, and delivers nothing of what it still sends', async () => {
      const name = unique('publisher');
      const former = await bus.publisher(name);
      await former.publish(topic, [message('k', 0)]);
      const successor = await (await connect()).publisher(name);
      const late = former.publish(topic, [message('k', 13), message('other', 13)]);
      await expect(late).rejects.toMatchObject({ code: 'PUBLISHER_FENCED', retryable: true });
      await successor.publish(topic, [message('k', 1)]);
      await expect(former.publish(topic, [message('k', 14)])).rejects.toMatchObject({ code: 'PUBLISHER_FENCED' });
      await former.close();
      await successor.publish(topic, [message('k', 2)]);
      const { got } = await collect(unique('group'));
      await waitFor('what the successor published', () => got.length >= 3);
      expect(got.map(({ headers }) => headers['n'])).toEqual(['0', '1', '2']);
    });

    it('lets publishers of other names go on beside each other', async () => {
      const [one, two] = await Promise.all([bus.publisher(unique('one')), bus.publisher(unique('two'))]);
      for (const n of upTo(5)) {
        await one.publish(topic, [message('k', 2 * n)]);
        await two.publish(topic, [message('k', 2 * n + 1)]);
      }
      const collected = await collect(unique('group'));
      await waitFor('all', () => collected.got.length >= 10);
      expect(collected.numbersOf('k')).toEqual(upTo(10));
    });

    it('has many replace each other at once and one of them win', async () => {
      const name = unique('publisher');
      const all = await Promise.all(upTo(4).map(async () => (await connect()).publisher(name)));
      const sent = await Promise.allSettled(all.map((one, n) => one.publish(topic, [message('k', n)])));
      const won = upTo(4).filter((n) => sent[n]?.status === 'fulfilled');
      expect(won).toHaveLength(1);
      await bus.publish(topic, [message('k', 4)]);
      const collected = await collect(unique('group'));
      await waitFor('the last', () => collected.got.some(({ headers }) => headers['n'] === '4'));
      expect(collected.numbersOf('k')).toEqual([...won, 4]);
    });

    it('publishes all of a call or nothing, and after a failure nothing any more: it would overtake', async () => {
      const publisher = await bus.publisher(unique('publisher'));
      const sent = [
        publisher.publish(topic, [message('k', 0)]),
        publisher.publish(unique('nowhere'), [message('k', 1)]),
        publisher.publish(topic, [message('k', 2)]),
      ];
      const codes = (await Promise.allSettled(sent)).map((one) => one.status === 'rejected' && one.reason.code);
      expect(codes).toEqual([false, 'TOPIC_UNKNOWN', 'TOPIC_UNKNOWN']);
      await publisher.close();
      await bus.publish(topic, [message('k', 3)]);
      const collected = await collect(unique('group'));
      await waitFor('the last', () => collected.got.length >= 2);
      expect(collected.numbersOf('k')).toEqual([0, 3]);
    });

    it('takes a publish of many megabytes and a message of several', async () => {
      const large = (n: number, bytes: number) => ({
        ...message('k', n),
        value: JSON.stringify({ n, text: 'x'.repeat(bytes) }),
      });
      await bus.publish(topic, [...upTo(300).map((n) => large(n, 10_000)), large(300, 3_000_000)]);
      const collector = await collect(unique('group'));
      await waitFor('all', () => collector.got.length >= 301, { timeoutMs: 30_000 });
      expect(collector.numbersOf('k')).toEqual(upTo(301));
    });

    it('starts a new group at the earliest message and gives every group every message', async () => {
      await bus.publish(
        topic,
        upTo(10).map((n) => message('k', n)),
      );
      const first = await collect(unique('group'));
      const second = await collect(unique('group'), await connect());
      await bus.publish(topic, [message('k', 10)]);
      await waitFor('both groups have all', () => first.got.length >= 11 && second.got.length >= 11);
      expect(first.numbersOf('k')).toEqual(upTo(11));
      expect(second.numbersOf('k')).toEqual(upTo(11));
    });

    it('waits for messages of a topic that is created later', async () => {
      const later = unique('later');
      const collector = new Collector();
      await bus.subscribe({ group: unique('group'), topics: [later], onBatch: collector.onBatch });
      await bus.ensureTopics([{ name: later, partitions: 2 }]);
      await bus.publish(later, [message('k', 0)]);
      await waitFor('the message', () => collector.got.length > 0, { timeoutMs: 30_000 });
    });

    it('goes on after the last committed message when the group comes back', async () => {
      const group = unique('group');
      const member = await connect();
      const before = await collect(group, member);
      await bus.publish(
        topic,
        upTo(20).map((n) => message(`k${n}`, n)),
      );
      await waitFor('the first twenty', () => before.got.length === 20);
      await member.close();
      await bus.publish(
        topic,
        upTo(20).map((n) => message(`k${n}`, n + 20)),
      );
      const after = await collect(group);
      await waitFor('the next twenty', () => after.got.length >= 20);
      expect(after.got.every((one) => Number(one.headers['n']) >= 20)).toBe(true);
    });

    it('delivers again, from the lowest unfinished message on, after a handler has thrown', async () => {
      const got: string[] = [];
      let thrown = false;
      const errors: unknown[] = [];
      await bus.publish(
        topic,
        upTo(5).map((n) => message('k', n)),
      );
      await bus.subscribe({
        group: unique('group'),
        topics: [topic],
        onError: (error) => errors.push(error),
        onBatch: async (batch) => {
          for (const one of batch.messages) {
            got.push(String(one.headers['n']));
            if (one.headers['n'] === '2' && !thrown) {
              thrown = true;
              throw new Error('the handler crashed');
            }
            batch.finished(one);
          }
        },
      });
      await waitFor('the last message', () => got.includes('4'));
      expect(got.join()).toBe('0,1,2,2,3,4');
      expect(errors).toEqual([new Error('the handler crashed')]);
    });

    it('commits the lowest unfinished message, whatever was finished beyond it', async () => {
      const group = unique('group');
      const member = await connect();
      let done = false;
      await bus.publish(
        topic,
        upTo(4).map((n) => message('k', n)),
      );
      await member.subscribe({
        group,
        topics: [topic],
        onBatch: async (batch) => {
          for (const one of batch.messages) if (one.headers['n'] !== '1') batch.finished(one);
          done = true;
        },
      });
      await waitFor('the batch', () => done);
      await member.close();
      const after = await collect(group);
      await waitFor('the rest', () => after.got.length >= 3);
      expect(after.numbersOf('k')).toEqual([1, 2, 3]);
    });

    it('lets the other partitions flow while one rests with an unfinished message', async () => {
      const stuck = 'stuck';
      const others = upTo(50)
        .map((n) => `key-${n}`)
        .filter((key) => partitionOf(key, 4) !== partitionOf(stuck, 4));
      const got: IncomingMessage[] = [];
      await bus.publish(topic, [message(stuck, 0)]);
      await bus.subscribe({
        group: unique('group'),
        topics: [topic],
        onBatch: async (batch) => {
          for (const one of batch.messages) {
            if (one.key === stuck) return;
            got.push(one);
            batch.finished(one);
          }
        },
      });
      await bus.publish(
        topic,
        others.map((key) => message(key, 0)),
      );
      await waitFor('all the others', () => got.length === others.length);
    });

    it('shares the partitions evenly between the members of a group', async () => {
      const group = unique('group');
      const one = await bus.subscribe({ group, topics: [topic], onBatch: async () => {} });
      await waitFor('all of them alone', () => one.assigned().length === 4);
      const two = await (await connect()).subscribe({ group, topics: [topic], onBatch: async () => {} });
      await waitFor('two each', () => one.assigned().length === 2 && two.assigned().length === 2, {
        timeoutMs: 30_000,
      });
      const all = [...one.assigned(), ...two.assigned()].map(({ partition }) => partition);
      expect(all.sort()).toEqual([0, 1, 2, 3]);
      await two.close();
      await waitFor('all of them again', () => one.assigned().length === 4, { timeoutMs: 30_000 });
    });

    it('loses nothing and keeps every key in order while members come and go', async () => {
      const group = unique('group');
      const keys = upTo(8).map((n) => `key-${n}`);
      const all = new Collector();
      const slowly = async (batch: PartitionBatch): Promise<void> => {
        for (const one of batch.messages) {
          if (batch.signal.aborted) return;
          await new Promise(setImmediate);
          all.got.push(one);
          batch.finished(one);
        }
      };
      await bus.subscribe({ group, topics: [topic], onBatch: slowly });
      let second: TestBus | undefined;
      for (const n of upTo(120)) {
        await bus.publish(
          topic,
          keys.map((key) => message(key, n)),
        );
        if (n === 30) {
          second = await connect();
          await second.subscribe({ group, topics: [topic], onBatch: slowly });
        }
        if (n === 80) await second?.close();
      }
      await waitFor('every message', () => keys.every((key) => all.numbersOf(key).length === 120), {
        timeoutMs: 30_000,
      });
      for (const key of keys) expect(all.numbersOf(key)).toEqual(upTo(120));
    });

    it('lets a handler work longer than the session without losing its partition', async () => {
      const group = unique('group');
      let begun = 0;
      let handled = 0;
      const onBatch = async (batch: PartitionBatch): Promise<void> => {
        begun += 1;
        if (begun === 1) await new Promise((resolve) => setTimeout(resolve, harness.sessionMs * 1.5));
        for (const one of batch.messages) batch.finished(one);
        handled += batch.messages.length;
      };
      const one = await bus.subscribe({ group, topics: [topic], onBatch });
      const two = await (await connect()).subscribe({ group, topics: [topic], onBatch });
      const shared = (): boolean => one.assigned().length === 2 && two.assigned().length === 2;
      await waitFor('two members', shared, { timeoutMs: 30_000 });
      await bus.publish(topic, [message('k', 0)]);
      await waitFor('the slow handler', () => handled === 1, { timeoutMs: 40_000 });
      await bus.publish(topic, [message('k', 1)]);
      await waitFor('the next message', () => handled > 1, { timeoutMs: 40_000 });
      expect([begun, handled]).toEqual([2, 2]);
      expect(shared()).toBe(true);
    });

    it('ends the running handler before close resolves, starts no other, and keeps what was finished', async () => {
      const group = unique('group');
      const member = await connect();
      let ended = false;
      let entered = false;
      await bus.publish(
        topic,
        upTo(3).map((n) => message('k', n)),
      );
      await member.subscribe({
        group,
        topics: [topic],
        onBatch: async (batch) => {
          entered = true;
          await new Promise<void>((resolve) => batch.signal.addEventListener('abort', () => resolve()));
          await new Promise((resolve) => setTimeout(resolve, 200));
          const [first] = batch.messages;
          if (first !== undefined) batch.finished(first);
          ended = true;
        },
      });
      await waitFor('the handler to run', () => entered);
      await member.close();
      expect(ended).toBe(true);
      const after = await collect(group);
      await waitFor('the rest', () => after.got.length >= 2);
      expect(after.numbersOf('k')).toEqual([1, 2]);
    });

    it('says what to do when a topic has another number of partitions', async () => {
      await bus.ensureTopics([{ name: topic, partitions: 4 }]);
      await expect(bus.ensureTopics([{ name: topic, partitions: 12 }])).rejects.toMatchObject({
        code: 'TOPIC_MISMATCH',
        message: expect.stringMatching(/has 4 partitions and 12 are expected.*configure 4.*delete it/s),
      });
    });

    it('creates a topic once when two services ask for it at the same time', async () => {
      const wanted = [{ name: unique('both'), partitions: 3 }];
      const other = await connect();
      await Promise.all([bus.ensureTopics(wanted), other.ensureTopics(wanted)]);
      await other.publish(wanted[0]?.name ?? '', [message('k', 0)]);
    });

    it('survives that a topic is deleted under it: once it is made anew, publishing and reading go on', async () => {
      const publisher = await bus.publisher(unique('publisher'));
      const collected = await collect(unique('group'));
      await publisher.publish(
        topic,
        upTo(10).map((n) => message('k', n)),
      );
      await waitFor('the messages', () => collected.got.length === 10);
      await harness.deleteTopic(topic);
      await expect(publisher.publish(topic, [message('k', 10)])).rejects.toMatchObject({
        code: 'TOPIC_UNKNOWN',
        retryable: true,
      });
      const made = () => bus.ensureTopics([{ name: topic, partitions: 7 }]).then(() => true);
      await waitFor('the topic to be made anew', made, { timeoutMs: 30_000 });
      await bus.publish(topic, [message('k', 11)]);
      await waitFor('the message', () => collected.numbersOf('k').includes(11), { timeoutMs: 50_000 });
    });

    it('refuses to publish to a topic that does not exist', async () => {
      await expect(bus.publish(unique('nowhere'), [message('k', 0)])).rejects.toMatchObject({ code: 'TOPIC_UNKNOWN' });
    });

    it('answers a ping, and refuses work once it is closed', async () => {
      await bus.ping();
      await bus.close();
      await expect(bus.publish(topic, [message('k', 0)])).rejects.toMatchObject({ code: 'BUS_CLOSED' });
    });
  });
}
