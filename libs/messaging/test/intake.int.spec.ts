import { BackhaulError } from '@backhaul/contracts';
import { Intake, IntakeWorker, intakeStore, type IntakeItem, type IntakeWorkerOptions } from '@backhaul/messaging';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor, type TestDatabase } from '@backhaul/testkit';
import { randomUUID } from 'node:crypto';
import { claim } from '../src/intake/claim.js';
import { upTo } from './conformance/harness.js';
import { serviceDatabase } from './fixtures/service.js';

let database: TestDatabase;
let workers: IntakeWorker[] = [];
let done: string[];

beforeAll(async () => {
  database = await serviceDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  done = [];
  await database.pool.query('TRUNCATE messaging.intake');
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
});

const accept = (dedupeKey: string, lane = 'return-1', merchantId = 'northfold') =>
  new Intake({ pool: database.pool }).accept({
    source: 'loop',
    merchantId,
    dedupeKey,
    lane,
    body: Buffer.from(`{"n":"${dedupeKey}"} \u00e4`),
    headers: { 'x-topic': 'return' },
  });
const work = (handle: IntakeWorkerOptions['handle'], options: Partial<IntakeWorkerOptions> = {}): IntakeWorker => {
  const worker = new IntakeWorker({ pool: database.pool, handle, backoff: { firstMs: 20, maxMs: 40 }, ...options });
  workers.push(worker);
  worker.start();
  return worker;
};
const note = async (item: IntakeItem): Promise<void> => {
  done.push(item.dedupeKey);
};

describe('the intake', () => {
  it('keeps a delivery as it came and hands it over', async () => {
    expect(await accept('d1')).toBe('accepted');
    const items: IntakeItem[] = [];
    work(async (item) => void items.push(item));
    await waitFor('it', () => items.length === 1);
    expect(items[0]).toMatchObject({
      source: 'loop',
      merchantId: 'northfold',
      dedupeKey: 'd1',
      lane: 'return-1',
      attempts: 1,
    });
    expect(items[0]?.headers).toEqual({ 'x-topic': 'return' });
    expect(items[0]?.body).toEqual(Buffer.from('{"n":"d1"} ä'));
    await waitFor('the end', async () => (await intakeStore.counts(database.pool)).waiting === 0);
  });

  it('knows a repetition, also while the first is being stored, and keeps merchants apart', async () => {
    const answers = await Promise.all(upTo(10).map(() => accept('d1')));
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(1);
    expect(await accept('d1', 'return-1', 'alder')).toBe('accepted');
  });

  it('works a lane off in order, and other lanes beside it, however many workers there are', async () => {
    for (const n of upTo(60)) await accept(`${n % 6}:${n}`, `lane-${n % 6}`);
    const slowly = async (item: IntakeItem): Promise<void> => {
      await database.pool.query('SELECT pg_sleep(random() * 0.01)');
      await note(item);
    };
    work(slowly);
    work(slowly);
    await waitFor('all', () => done.length === 60);
    for (const lane of upTo(6)) {
      const numbers = done.filter((key) => key.startsWith(`${lane}:`)).map((key) => Number(key.split(':')[1]));
      expect(numbers).toEqual(upTo(10).map((n) => lane + 6 * n));
    }
  });

  it('tries a passing failure again, later each time, and the lane waits for it', async () => {
    await accept('sick');
    await accept('behind');
    await accept('other', 'return-2');
    let attempts = 0;
    work(async (item) => {
      if (item.dedupeKey === 'sick' && (attempts += 1) < 3)
        throw new BackhaulError('VENDOR_UNREACHABLE', 'away', { retryable: true });
      await note(item);
    });
    await waitFor('all', () => done.length === 3);
    expect(done).toEqual(['other', 'sick', 'behind']);
  });

  it('parks what fails for good, with reason and body; the lane goes on; a replay succeeds later', async () => {
    await accept('bad');
    await accept('good');
    let understood = false;
    const worker = work(async (item) => {
      if (item.dedupeKey === 'bad' && !understood)
        throw new BackhaulError('NOT_UNDERSTOOD', 'no such return state', { details: { state: 'x' } });
      await note(item);
    });
    await waitFor('the good one', () => done.includes('good'));
    const [parked] = await intakeStore.list(database.pool, { status: 'parked' });
    expect(parked).toMatchObject({
      dedupeKey: 'bad',
      reasonCode: 'NOT_UNDERSTOOD',
      reason: 'no such return state: {"state":"x"}',
      attempts: 1,
    });
    expect(parked?.body.toString()).toBe('{"n":"bad"} ä');
    understood = true;
    await intakeStore.replay(database.pool, parked?.id ?? '', 'mia');
    worker.wake();
    await waitFor('the bad one', () => done.includes('bad'));
  });

  it('gives a parked item up only with a reason, and only a parked one', async () => {
    await accept('bad');
    work(async () => {
      throw new Error('bug');
    });
    const [parked] = await waitFor('it', async () => {
      const list = await intakeStore.list(database.pool, { status: 'parked' });
      return list.length > 0 && list;
    });
    const id = parked?.id ?? '';
    await expect(intakeStore.discard(database.pool, id, 'mia', '')).rejects.toMatchObject({ code: 'REASON_MISSING' });
    await intakeStore.discard(database.pool, id, 'mia', 'test webhook');
    expect(await intakeStore.get(database.pool, id)).toMatchObject({
      status: 'discarded',
      closedBy: 'mia',
      closedReason: 'test webhook',
    });
    await expect(intakeStore.replay(database.pool, id, 'mia')).rejects.toMatchObject({ code: 'INTAKE_NOT_PARKED' });
    await expect(intakeStore.replay(database.pool, 'nonsense', 'mia')).rejects.toMatchObject({
      code: 'INTAKE_NOT_PARKED',
    });
  });

  it('gives the items of a worker that died to another, when its lease has run out', async () => {
    await accept('d1');
    const [claimed] = await claim(database.pool, randomUUID(), 1, 200); // all that a killed worker leaves behind
    expect(claimed?.dedupeKey).toBe('d1');
    work(note, { leaseMs: 200 });
    await waitFor('the other worker', () => done.length === 1);
  });

  it('keeps its claim while a handler takes longer than the lease', async () => {
    await accept('slow');
    let calls = 0;
    const slowly = async (item: IntakeItem): Promise<void> => {
      calls += 1;
      await new Promise((resolve) => setTimeout(resolve, 700));
      await note(item);
    };
    work(slowly, { leaseMs: 200 });
    work(slowly, { leaseMs: 200 });
    await waitFor('it', () => done.length === 1);
    expect(calls).toBe(1);
  });

  it('survives the loss of all its connections', async () => {
    work(note);
    for (const n of upTo(40)) {
      await waitFor('an accept that works', () => accept(`d${n}`, `lane-${n % 4}`));
      if (n % 15 === 10) {
        await database.pool
          .query(
            'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
          )
          .catch(() => undefined);
      }
    }
    await waitFor('all', () => new Set(done).size === 40, { timeoutMs: 40_000 });
  });
});
