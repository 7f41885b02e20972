import { createLogger, LockSession, Sweep, sweepMigrations, type SweepRun } from '@backhaul/service-kit';
import { testDatabase, waitFor, type TestDatabase } from '@backhaul/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { loadWatermark } from '../src/sweep/watermarks.js';

const log = createLogger({ service: 'test', level: 'silent' });
let database: TestDatabase;
const open: { stop(): Promise<void> }[] = [];
const sessions: LockSession[] = [];

beforeAll(async () => {
  database = await testDatabase({ name: 'sweep', migrations: sweepMigrations });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((sweep) => sweep.stop()));
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});
afterAll(() => database.drop());

/** A replica of a service with one sweep. */
function replica(
  name: string,
  run: (run: SweepRun) => Promise<string | null>,
  merchants = ['northfold'],
  everyMs = 3_600_000,
): Sweep {
  const locks = new LockSession(database.pool);
  const sweep = new Sweep({ pool: database.pool, locks, log, definition: { name, everyMs, merchants, run } });
  sessions.push(locks);
  open.push(sweep);
  return sweep;
}

describe('a sweep', () => {
  it('starts from where its last full run ended, for each merchant', async () => {
    const runs: [string, string | null][] = [];
    const sweep = replica(
      'marks',
      ({ merchantId, watermark }) => {
        runs.push([merchantId, watermark]);
        return Promise.resolve(`${merchantId}-${runs.length}`);
      },
      ['northfold', 'oak'],
    );
    sweep.start();
    await waitFor('the first runs', () => runs.length === 2 && sweep.status().every(({ running }) => !running));
    sweep.wake();
    await waitFor('the second runs', () => runs.length === 4);
    const marks = new Map(runs.slice(0, 2).map(([merchant], index) => [merchant, `${merchant}-${index + 1}`]));
    for (const [merchant, watermark] of runs.slice(2)) expect(watermark).toBe(marks.get(merchant));
  });

  it('that fails keeps its mark, backs off, says so, and goes on; the other merchants are not held up', async () => {
    let mended = false;
    const seen: string[] = [];
    const sweep = replica(
      'fails',
      ({ merchantId, watermark }) => {
        seen.push(merchantId);
        if (merchantId === 'oak' && !mended)
          return Promise.reject(Object.assign(new Error('x'), { code: 'VENDOR_TIMEOUT' }));
        return Promise.resolve(watermark ?? 'mark');
      },
      ['oak', 'northfold'],
    );
    sweep.start();
    const failing = await waitFor('the failure', () => sweep.status().find(({ failures }) => failures === 1));
    expect(failing).toMatchObject({ merchantId: 'oak', failure: 'VENDOR_TIMEOUT', lastSuccessAt: null });
    await waitFor('the other merchant', () => seen.includes('northfold'));
    expect(await loadWatermark(database.pool, 'fails', 'oak')).toBeNull();
    mended = true;
    await waitFor('its success', () => sweep.status()[0]?.failures === 0);
    expect(await loadWatermark(database.pool, 'fails', 'oak')).toBe('mark');
  });

  it('never runs twice at once, in one process or in two', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const run = async (): Promise<null> => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      runs += 1;
      return null;
    };
    const replicas = [
      replica('once', run, ['northfold'], 1),
      replica('once', run, ['northfold'], 1),
      replica('once', run, ['northfold'], 1),
    ];
    for (const one of replicas) {
      one.start();
      one.wake();
    }
    await waitFor('many runs', () => runs > 30);
    expect(most).toBe(1);
  });

  it('that is woken while it runs runs once more', async () => {
    let runs = 0;
    const finish: (() => void)[] = [];
    const sweep = replica('woken', async () => {
      runs += 1;
      await new Promise<void>((resolve) => finish.push(resolve));
      return null;
    });
    sweep.start();
    await waitFor('the first run', () => runs === 1);
    sweep.wake();
    sweep.wake();
    finish[0]?.();
    await waitFor('the second run', () => runs === 2);
    finish[1]?.();
    await waitFor('it to rest', () => sweep.status()[0]?.running === false);
    expect(runs).toBe(2);
  });

  it('ends with the service: the run is told, and its mark stays', async () => {
    let started = false;
    let aborted = false;
    const sweep = replica('stopped', async ({ signal }) => {
      started = true;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      aborted = true;
      return 'too far';
    });
    sweep.start();
    await waitFor('the run', () => started);
    await sweep.stop();
    expect(aborted).toBe(true);
    expect(await loadWatermark(database.pool, 'stopped', 'northfold')).toBeNull();
  });

  it('whose connection is cut is told, because another replica may start', async () => {
    let runs = 0;
    let told = false;
    const sweep = replica('cut', async ({ signal }) => {
      runs += 1;
      if (told) return 'again';
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      told = true;
      return 'lost';
    });
    sweep.start();
    await waitFor('the run', () => runs === 1);
    await database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    await waitFor('the next run', async () => (await loadWatermark(database.pool, 'cut', 'northfold')) === 'again');
    expect(told).toBe(true);
  });
});
