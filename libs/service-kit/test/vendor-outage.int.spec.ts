import { EffectRunner, effectsMigrations, planCalls, type EffectHandler } from '@backhaul/effects';
import { inTransaction } from '@backhaul/event-store';
import { testDatabase, type TestDatabase } from '@backhaul/testkit';
import { createVendorClient, type VendorClient } from '@backhaul/vendor-http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OutageVendor, type Condition } from './outage/vendor.js';
import { VirtualTime } from './outage/virtual-time.js';

const MINUTE = 60_000;
const CALLS_PER_MINUTE = 60;
const RETRY_AFTER_SECONDS = 30;
const RESUME_AFTER_MS = 10_000;
const lanes = Array.from({ length: 30 }, (_, lane) => `return-${lane}`);
const keysOf = (lane: string): string[] => Array.from({ length: 10 }, (_, nth) => nth).map((nth) => `${lane}/${nth}`);

/** What happens to the vendor, by minutes from the start: an hour in which nothing works, and a hesitant return. */
const course: readonly [number, Condition][] = [
  [0, 'unavailable'],
  [40, 'refusing'],
  [60, 'overloaded'],
];

function documentHandler(client: VendorClient): EffectHandler {
  const pathOf = (key: string): string => `/documents/${encodeURIComponent(key)}`;
  return {
    kind: 'create-document',
    async send({ key, payloadText }, signal) {
      await client.post(pathOf(key), payloadText, { signal });
      return { outcome: 'confirmed', result: null };
    },
    async lookUp({ key }, signal) {
      const { status } = await client.get(pathOf(key), { signal, accept: [404] });
      return status === 404 ? { outcome: 'absent' } : { outcome: 'found', result: null };
    },
    settle: () => Promise.resolve(),
  };
}

describe('a vendor that is away for an hour while 300 calls are planned', () => {
  const time = new VirtualTime();
  const started = time.ms;
  const back = started + 60 * MINUTE;
  const vendor = new OutageVendor(() => time.ms, RETRY_AFTER_SECONDS);
  let database: TestDatabase;
  let ended = 0;

  beforeAll(async () => {
    database = await testDatabase({ name: 'outage', migrations: effectsMigrations });
    await vendor.become('well');
    await plan();
    ended = await run();
  }, 120_000);

  afterAll(async () => {
    time.end();
    await vendor.close();
    await database.drop();
  });

  async function plan(): Promise<void> {
    const filed = { merchantId: 'northfold', subject: 's', partitionKey: 'p', correlationId: 'c', causationId: 'c' };
    const calls = Array.from({ length: 10 }, (_, nth) => nth).flatMap((nth) =>
      lanes.map((lane) => {
        const key = keysOf(lane)[nth] ?? '';
        return { key, kind: 'create-document', lane, payload: { reference: key }, ...filed };
      }),
    );
    await inTransaction(database.pool, (tx) => planCalls(tx, calls));
  }

  /** Lets the runner work until everything is over, and time pass whenever all that is under way waits for it. */
  async function run(): Promise<number> {
    const client = createVendorClient({
      ...{ vendor: 'erp', baseUrl: vendor.url, callsPerMinute: CALLS_PER_MINUTE },
      ...{ clock: time.clock, timer: time.timer, breaker: { failures: 5, resumeAfterMs: RESUME_AFTER_MS } },
    });
    const handlers = [documentHandler(client)];
    const runner = new EffectRunner({ pool: database.pool, handlers, clock: time.clock, leaseMs: 10 * MINUTE });
    const course = conditions();
    for (;;) {
      await course.follow();
      let over = false;
      const taken = runner.runOnce().finally(() => (over = true));
      while (!over) {
        await new Promise(setImmediate);
        if (time.sleeping > 0 && time.sleeping === runner.underWay) time.advanceToNext();
      }
      if ((await taken) > 0) continue;
      const due = await nextDue();
      if (due === null) return time.ms;
      time.advanceTo(Math.min(due, course.next()));
    }
  }

  function conditions() {
    const left = course.map(([minute, condition]) => ({ at: started + minute * MINUTE, condition }));
    return {
      async follow(): Promise<void> {
        for (let [next] = left; next !== undefined && next.at <= time.ms; [next] = left) {
          await vendor.become(next.condition);
          left.shift();
        }
      },
      next: (): number => left[0]?.at ?? Number.POSITIVE_INFINITY,
    };
  }

  /** When the first call that is not over is due; null when all are. */
  async function nextDue(): Promise<number | null> {
    const { rows } = await database.pool.query<{ due: number | null }>(
      `SELECT EXTRACT(EPOCH FROM min(due_at)) * 1000 AS due FROM effects.calls WHERE settled_at IS NULL AND attempt > 0`,
    );
    const due = rows[0]?.due ?? null;
    // To whole seconds: fewer rounds, each with more calls.
    return due === null ? null : Math.ceil(Number(due) / 1000 + 0.001) * 1000;
  }

  const seenAfter = (from: number) => vendor.log.filter(({ at }) => at >= from);
  const away = () => vendor.log.filter(({ at }) => at < back);

  it('is asked once in a while whether it is back, and never more often', () => {
    const [opened = [], trials = []] = [away().slice(0, 8), away().slice(8)];
    // Eight calls are under way at a time, so this many may have gone out before the breaker opened.
    expect(opened.every(({ at, status }) => at === started && status === 503)).toBe(true);
    expect(trials.length).toBeGreaterThan(10);
    expect(trials.length).toBeLessThanOrEqual((40 * MINUTE) / RESUME_AFTER_MS);
    const pauses = trials.slice(1).map(({ at }, index) => at - (trials[index]?.at ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(RESUME_AFTER_MS);
  });

  it('is left alone for as long as it asks when it is back', () => {
    const [busy, next] = seenAfter(back);
    expect(busy?.status).toBe(429);
    expect((next?.at ?? 0) - (busy?.at ?? 0)).toBeGreaterThanOrEqual(RETRY_AFTER_SECONDS * 1000);
  });

  it('is never called more often than its limit allows, in any minute', () => {
    const times = vendor.log.map(({ at }) => at);
    const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + MINUTE).length));
    expect(most).toBe(CALLS_PER_MINUTE);
  });

  it('ends with one document of each call, in the order of each lane', () => {
    expect([...vendor.documents].sort()).toEqual(lanes.flatMap(keysOf).sort());
    for (const lane of lanes) {
      expect(vendor.documents.filter((key) => key.startsWith(`${lane}/`))).toEqual(keysOf(lane));
    }
  });

  it('is caught up with by itself, soon after it is back', () => {
    const calls = seenAfter(back).length;
    const longestWait = 5 * MINUTE;
    expect(ended - back).toBeLessThanOrEqual((calls / CALLS_PER_MINUTE + 1) * MINUTE + 2 * longestWait);
  });
});
