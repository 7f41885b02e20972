import { BackhaulError } from '@backhaul/contracts';
import { ReplayNotConfirmed, type BusConsumerOptions, type ReplayOrder } from '@backhaul/messaging';
import { waitFor, type TestDatabase } from '@backhaul/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
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

const by = { by: 'Dana Ruiz', reason: 'The product is mapped now.' };
const done = (key?: string) => tasksDone(database.pool, key);

/** A consumer that fails for good at each task with a code in `codes`. */
const consumeFailing = async (codes: Map<string, string>, options: Partial<BusConsumerOptions> = {}) => {
  const made = await consumerOn(database, {
    handle: async (event, uow) => {
      const code = event.type === 'TaskClosed' ? codes.get(event.data.taskId) : undefined;
      if (code !== undefined) throw new BackhaulError(code, `task fails with ${code}`);
      await writeDown(event, uow);
    },
    ...options,
  });
  stops.push(made.stop);
  await made.consumer.start();
  const { parked } = made.consumer;
  const publish = async (...tasks: [key: string, task: string][]) => {
    const before = made.observed.length;
    await made.bus.publish(
      made.topic,
      tasks.map(([key, task]) => onTheBus(key, task)),
    );
    await waitFor('all to be dealt with', () => made.observed.length === before + tasks.length);
  };
  const idOf = async (task: string) =>
    (await Promise.all((await parked.list()).map(({ id }) => parked.get(id)))).find(
      (one) => one?.message.value.includes(`"taskId":"${task}"`) === true,
    )?.id ?? `no ${task}`;
  return { ...made, parked, publish, idOf };
};

/** What a replay without a count shows. */
const previewOf = async (replay: (order: ReplayOrder) => Promise<unknown>) => {
  const refused = await replay(by).catch((error: unknown) => error);
  if (!(refused instanceof ReplayNotConfirmed)) throw new Error(`expected a refusal, not ${JSON.stringify(refused)}`);
  return refused.preview;
};

describe('a list of parked messages', () => {
  it('can be narrowed by cause, type, key and age, and says how many there are beyond the page', async () => {
    const { parked, publish } = await consumeFailing(
      new Map([
        ['1', 'NOT_MAPPED'],
        ['3', 'NO_WAREHOUSE'],
      ]),
    );
    await publish(['a', '1'], ['a', '2'], ['b', '3']);
    const keys = async (filter: Parameters<typeof parked.list>[0]) =>
      (await parked.list(filter)).map(({ message, reasonCode }) => `${message.key} ${reasonCode}`).sort();
    expect(await keys({ code: 'NOT_MAPPED' })).toEqual(['a NOT_MAPPED']);
    expect(await keys({ key: 'a' })).toEqual(['a BEHIND_PARKED', 'a NOT_MAPPED']);
    expect(await keys({ status: ['failed'] })).toEqual(['a NOT_MAPPED', 'b NO_WAREHOUSE']);
    expect(await keys({ type: 'RefundRecorded' })).toEqual([]);
    expect(await keys({ parkedBefore: new Date(0) })).toEqual([]);
    expect(await parked.list({ limit: 2 })).toHaveLength(2);
    expect(await parked.total({ limit: 2 })).toBe(3);
  });

  it('shows what happened and where it came from, but not what the message says', async () => {
    const { parked, publish, topic, idOf } = await consumeFailing(new Map([['1', 'NOT_MAPPED']]));
    await publish(['a', '1']);
    const [row] = await parked.list();
    expect(row).toMatchObject({
      attempts: 1,
      message: { topic, key: 'a', offset: '0' },
      firstAttemptAt: expect.any(Date),
    });
    expect(JSON.stringify(row)).not.toContain('seen in the ERP');
    expect((await parked.get(await idOf('1')))?.message.value).toContain('seen in the ERP');
  });

  it('knows when a message that had to wait was tried first', async () => {
    const codes = new Map([
      ['1', 'NOT_MAPPED'],
      ['2', 'NO_WAREHOUSE'],
    ]);
    const { parked, publish, idOf } = await consumeFailing(codes);
    await publish(['a', '1'], ['a', '2']);
    const second = await idOf('2');
    expect(await parked.get(second)).toMatchObject({ attempts: 0, firstAttemptAt: null, lastAttemptAt: null });
    codes.delete('1');
    await parked.retry(await idOf('1'), { ...by, count: 2 });
    const tried = await parked.get(second);
    expect(tried).toMatchObject({ status: 'failed', attempts: 1, reasonCode: 'NO_WAREHOUSE' });
    expect(tried?.firstAttemptAt).toEqual(tried?.lastAttemptAt);
  });
});

describe('causes', () => {
  it('count keys and what would be handled again, with the age and a sample, the oldest first', async () => {
    const codes = new Map([
      ['1', 'NOT_MAPPED'],
      ['3', 'NOT_MAPPED'],
      ['4', 'NO_WAREHOUSE'],
    ]);
    const { parked, publish } = await consumeFailing(codes);
    await publish(['a', '1'], ['a', '2']);
    await publish(['b', '3']);
    await publish(['c', '4']);
    expect(await parked.causes()).toMatchObject([
      { code: 'NOT_MAPPED', type: 'TaskClosed', keys: 2, messages: 3, sample: 'task fails with NOT_MAPPED' },
      { code: 'NO_WAREHOUSE', type: 'TaskClosed', keys: 1, messages: 1, oldest: expect.any(Date) },
    ]);
  });

  it('name keys that only wait because a replay was cut short, and a retry finishes them', async () => {
    const { parked, publish, idOf } = await consumeFailing(new Map([['1', 'NOT_MAPPED']]));
    await publish(['a', '1'], ['a', '2']);
    // as a process leaves it that dies between two messages of a replay
    await database.pool.query(`UPDATE messaging.parked SET status = 'replayed' WHERE id = $1`, [await idOf('1')]);
    expect(await parked.causes()).toMatchObject([{ code: 'BEHIND_PARKED', keys: 1, messages: 1 }]);
    expect(await parked.retryCause({ code: 'BEHIND_PARKED' }, { ...by, count: 1 })).toMatchObject({ replayed: 1 });
    expect(await done()).toEqual(['2']);
  });
});

describe('nothing is replayed by somebody who has not seen how much it is', () => {
  const stopped = async () => {
    const made = await consumeFailing(new Map([['1', 'NOT_MAPPED']]));
    await made.publish(['a', '1'], ['a', '2'], ['a', '3']);
    return { ...made, first: await made.idOf('1') };
  };

  it('without a count the answer shows it, with a sample and what follows', async () => {
    const { parked, first } = await stopped();
    const expected = {
      count: 3,
      keys: 1,
      sample: [{ id: first, key: 'a', type: 'TaskClosed', reasonCode: 'NOT_MAPPED', follows: 2 }],
    };
    expect(await previewOf((order) => parked.retry(first, order))).toMatchObject(expected);
    expect(await previewOf((order) => parked.retryKey('a', order))).toMatchObject(expected);
    expect(await previewOf((order) => parked.retryCause({ code: 'NOT_MAPPED' }, order))).toMatchObject(expected);
    expect(await parked.get(first)).toMatchObject({ attempts: 1, status: 'failed' });
  });

  it('a count that is not true any more is refused with the true one', async () => {
    const { parked, first, publish } = await stopped();
    const { count } = await previewOf((order) => parked.retry(first, order));
    await publish(['a', '4']);
    await expect(parked.retry(first, { ...by, count })).rejects.toMatchObject({
      code: 'REPLAY_NOT_CONFIRMED',
      message: 'It is 4 messages of 1 key now, not 3. Look at the sample, then ask again with the count 4.',
    });
    expect(await parked.get(first)).toMatchObject({ attempts: 1 });
  });

  it('neither is a thing done by nobody or for no reason', async () => {
    const { parked, first } = await stopped();
    for (const who of [
      { by: ' ', reason: 'x' },
      { by: 'Dana', reason: '' },
    ]) {
      const order = { ...who, count: 3 };
      await expect(parked.retry(first, order)).rejects.toMatchObject({ code: 'REASON_MISSING' });
      await expect(parked.retryKey('a', order)).rejects.toMatchObject({ code: 'REASON_MISSING' });
      await expect(parked.retryCause({ code: 'NOT_MAPPED' }, order)).rejects.toMatchObject({ code: 'REASON_MISSING' });
    }
  });

  it('a key or a cause that nothing stands still for says so', async () => {
    const { parked } = await stopped();
    await expect(parked.retryKey('b', by)).rejects.toMatchObject({ code: 'PARKED_UNKNOWN' });
    await expect(parked.retryCause({ code: 'NO_WAREHOUSE' }, by)).rejects.toMatchObject({ code: 'PARKED_UNKNOWN' });
  });
});

describe('a retry of a key', () => {
  it('handles also a later message that had failed by itself, where a retry of the first ends before it', async () => {
    const codes = new Map([['1', 'NOT_MAPPED']]);
    const { parked, publish, idOf, bus, topic, observed } = await consumeFailing(codes);
    await publish(['a', '1'], ['a', '2']);
    const unreadable = onTheBus('a', '3');
    await bus.publish(topic, [{ ...unreadable, value: 'not json' }, onTheBus('a', '4')]);
    await waitFor('both', () => observed.length === 4);
    codes.clear();
    const first = await idOf('1');
    expect(await previewOf((order) => parked.retry(first, order))).toMatchObject({ count: 2 });
    expect(await previewOf((order) => parked.retryKey('a', order))).toMatchObject({ count: 4 });
    expect(await parked.retry(first, { ...by, count: 2 })).toMatchObject({
      replayed: 2,
      failed: { reasonCode: 'NOT_JSON', attempts: 1 },
    });
    expect(await parked.retryKey('a', { ...by, count: 2 })).toMatchObject({
      replayed: 0,
      failed: { reasonCode: 'NOT_JSON', attempts: 2 },
    });
    expect(await done()).toEqual(['1', '2']);
  });

  it('keeps who did it and why with every message', async () => {
    const codes = new Map([['1', 'NOT_MAPPED']]);
    const { parked, publish } = await consumeFailing(codes);
    await publish(['a', '1'], ['a', '2']);
    codes.clear();
    await parked.retryKey('a', { ...by, count: 2 });
    const closed = { closedBy: by.by, closedReason: by.reason };
    expect(await parked.list({ status: ['replayed'] })).toMatchObject([closed, closed]);
  });

  it('that fails only at the commit keeps the key where it is, with that reason', async () => {
    const { parked, publish } = await consumeFailing(new Map(), {
      handle: async (_, { tx }) => void (await tx.query('SELECT 1 / 0').catch(() => undefined)),
    });
    await publish(['a', '1']);
    expect(await parked.retryKey('a', { ...by, count: 1 })).toMatchObject({
      replayed: 0,
      failed: { reasonCode: 'TRANSACTION_ABORTED', attempts: 2 },
    });
  });

  it('done twice at once handles every message once', async () => {
    const codes = new Map([['1', 'NOT_MAPPED']]);
    const { parked, publish } = await consumeFailing(codes);
    await publish(['a', '1'], ['a', '2'], ['a', '3']);
    codes.clear();
    const outcomes = await Promise.allSettled([1, 2].map(() => parked.retryKey('a', { ...by, count: 3 })));
    expect(await done()).toEqual(['1', '2', '3']);
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await parked.list()).toEqual([]);
  });
});

describe('a retry of a cause', () => {
  const codes = () => new Map(['a1', 'b1', 'c1'].map((task) => [task, 'NOT_MAPPED']));
  const threeKeys = async (failing: Map<string, string>, options: Partial<BusConsumerOptions> = {}) => {
    const made = await consumeFailing(failing, options);
    await made.publish(['a', 'a1'], ['a', 'a2']);
    await made.publish(['b', 'b1'], ['b', 'b2']);
    await made.publish(['c', 'c1']);
    await made.publish(['d', 'other']);
    return made;
  };

  it('works off key by key; one that fails again stops no other, and other causes stay', async () => {
    const failing = codes().set('other', 'NO_WAREHOUSE');
    const { parked } = await threeKeys(failing);
    failing.delete('a1');
    failing.set('b1', 'NO_PRICE');
    failing.delete('c1');
    expect(await parked.retryCause({ code: 'NOT_MAPPED' }, { ...by, count: 5 })).toMatchObject({
      replayed: 3,
      keys: 3,
      failed: [{ message: { key: 'b' }, reasonCode: 'NO_PRICE', attempts: 2 }],
      skipped: [],
      next: null,
    });
    expect((await done()).sort()).toEqual(['a1', 'a2', 'c1']);
    expect((await parked.causes()).map(({ code, messages }) => [code, messages])).toEqual([
      ['NO_PRICE', 2],
      ['NO_WAREHOUSE', 1],
    ]);
  });

  it('goes in bounded parts, each under the count that the part before told', async () => {
    const failing = codes();
    const { parked } = await threeKeys(failing);
    failing.delete('b1');
    failing.delete('c1');
    const cause = { code: 'NOT_MAPPED', type: 'TaskClosed', limit: 2 };
    const first = await parked.retryCause(cause, { ...by, count: 5 });
    expect(first).toMatchObject({
      replayed: 2,
      keys: 2,
      failed: [{ message: { key: 'a' } }],
      next: { count: 1, keys: 1 },
    });
    const after = first.next?.after ?? '';
    await expect(parked.retryCause({ ...cause, after }, { ...by, count: 5 })).rejects.toThrow(ReplayNotConfirmed);
    expect(await parked.retryCause({ ...cause, after }, { ...by, count: 1 })).toMatchObject({
      replayed: 1,
      next: null,
    });
    expect((await done()).sort()).toEqual(['b1', 'b2', 'c1', 'other']);
  });

  it('leaves a key alone that changed under it, and says so', async () => {
    const failing = codes();
    const discard: { now?: () => Promise<unknown> } = {};
    const made = await threeKeys(failing, {
      handle: async (event, uow) => {
        if (event.type !== 'TaskClosed') return;
        if (event.data.taskId === 'a1') await discard.now?.();
        const code = failing.get(event.data.taskId);
        if (code !== undefined) throw new BackhaulError(code, code);
        await writeDown(event, uow);
      },
    });
    const { parked } = made;
    const last = await made.idOf('c1');
    // while the first key is handled, somebody gives the last one up
    discard.now = () => parked.discard(last, 'Mia', 'a test order');
    failing.clear();
    expect(await parked.retryCause({ code: 'NOT_MAPPED' }, { ...by, count: 5 })).toMatchObject({
      replayed: 4,
      skipped: [{ key: 'c', code: 'REPLAY_NOT_CONFIRMED' }],
    });
  });

  it('goes on past a key whose failure passes by itself, which stays for the next time', async () => {
    const failing = codes();
    let busy = false;
    const { parked } = await threeKeys(failing, {
      handle: async (event, uow) => {
        if (event.type !== 'TaskClosed') return;
        if (busy && event.data.taskId === 'a1') throw new BackhaulError('BUSY', 'busy', { retryable: true });
        const code = failing.get(event.data.taskId);
        if (code !== undefined) throw new BackhaulError(code, code);
        await writeDown(event, uow);
      },
    });
    busy = true;
    failing.clear();
    expect(await parked.retryCause({ code: 'NOT_MAPPED' }, { ...by, count: 5 })).toMatchObject({
      replayed: 3,
      skipped: [{ key: 'a', code: 'BUSY' }],
    });
    busy = false;
    expect(await parked.retryCause({ code: 'NOT_MAPPED' }, { ...by, count: 2 })).toMatchObject({ replayed: 2 });
    expect(await parked.list()).toEqual([]);
  });

  it('done twice at once handles every message once', async () => {
    const failing = codes();
    const { parked } = await threeKeys(failing);
    failing.clear();
    const twice = [1, 2].map(() => parked.retryCause({ code: 'NOT_MAPPED' }, { ...by, count: 5 }));
    await Promise.allSettled(twice);
    expect((await done()).sort()).toEqual(['a1', 'a2', 'b1', 'b2', 'c1', 'other']);
    expect(await parked.list()).toEqual([]);
  });
});
