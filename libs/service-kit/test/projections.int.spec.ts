import { systemClock } from '@backhaul/contracts';
import { eventStore, eventStoreMigrations, inTransaction, type NewEvent, type Queryable } from '@backhaul/event-store';
import {
  createLogger,
  LockSession,
  Metrics,
  Projections,
  projectionMigrations,
  projectRows,
  Readiness,
  type Projection,
  type StreamEvent,
} from '@backhaul/service-kit';
import { testDatabase, waitFor, type TestDatabase } from '@backhaul/testkit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';

/** How much each shelf holds: a read model that a test can read at a glance. Version 2 says it in dozens. */
const stock = (version: 1 | 2): Projection => ({
  name: 'stock',
  version,
  schema: 'shop',
  category: 'shelf',
  tables: [
    {
      name: 'stock',
      owner: 'shelf',
      primaryKey: ['shelf'],
      columns: { shelf: 'text COLLATE "C" NOT NULL', [version === 1 ? 'pieces' : 'dozens']: 'numeric NOT NULL' },
    },
  ],
  rowsOf: (stream) => ({
    stock: [{ shelf: stream[0]?.streamId.slice('shelf-'.length), ...inUnits(version, stream) }],
  }),
});

function inUnits(version: 1 | 2, stream: readonly StreamEvent[]): object {
  const pieces = stream.reduce((sum, { data }) => sum + (data as { pieces: number }).pieces, 0);
  return version === 1 ? { pieces } : { dozens: pieces / 12 };
}

const asked = { by: 'Dana Ruiz', reason: 'In doubt.' };

describe('a projection', () => {
  let database: TestDatabase;
  const opened: { projections: Projections; locks: LockSession; readiness: Readiness; metrics: Metrics }[] = [];

  beforeEach(async () => {
    database = await testDatabase({
      name: 'projections',
      migrations: [...eventStoreMigrations, ...projectionMigrations],
    });
  });
  afterEach(async () => {
    for (const { projections, locks } of opened.splice(0)) {
      await projections.onModuleDestroy();
      await locks.close();
    }
    await database.drop();
  });

  /** A process of the service, of one release or the other. */
  const start = async (version: 1 | 2) => {
    const { pool } = database;
    const log = createLogger({ service: 'ledger', level: 'silent' });
    const parts = { locks: new LockSession(pool), readiness: new Readiness(), metrics: new Metrics() };
    const projections = new Projections([stock(version)], {
      ...parts,
      pool,
      log,
      clock: systemClock,
      selfCheckHours: 24,
    });
    const process = { projections, ...parts };
    opened.push(process);
    await projections.onModuleInit();
    return process;
  };
  const isLive = ({ projections }: { projections: Projections }) =>
    waitFor('the projection to be live', async () => (await projections.get('stock')).state === 'live');

  /** What a process of a release does with a delivery, in a transaction of the caller's. */
  const deliver = async (tx: Queryable, version: 1 | 2, shelf: string, pieces: number): Promise<void> => {
    const stored = await eventStore.readStream(tx, `shelf-${shelf}`);
    const event = delivered(pieces);
    await eventStore.append(tx, `shelf-${shelf}`, stored.at(-1)?.version ?? 'new', [event]);
    const appended = { ...event, streamId: `shelf-${shelf}`, version: stored.length + 1 };
    const projection = stock(version);
    await projectRows(tx, projection, shelf, projection.rowsOf([...stored, appended]));
  };
  const committed = (version: 1 | 2, shelf: string, pieces: number) =>
    inTransaction(database.pool, (tx) => deliver(tx, version, shelf, pieces));
  const rows = async (): Promise<unknown[]> =>
    (await database.pool.query('SELECT * FROM shop.stock ORDER BY shelf')).rows;

  /** A writer in the middle of its transaction: the switch has to wait for it. */
  const unfinished = async (version: 1 | 2, shelf: string, pieces: number) => {
    const client = await database.pool.connect();
    await client.query('BEGIN');
    await deliver(client, version, shelf, pieces);
    return {
      commit: async () => {
        await client.query('COMMIT');
        client.release();
      },
    };
  };
  const rebuild = async ({ projections }: { projections: Projections }) => {
    const { ended } = await projections.start('stock', { kind: 'rebuild', ...asked });
    return ended;
  };
  const check = async ({ projections }: { projections: Projections }) => {
    const { ended } = await projections.start('stock', { kind: 'check', ...asked });
    await ended;
    return (await projections.get('stock')).lastCheck;
  };

  it('of an empty store is there at once', async () => {
    const process = await start(1);
    expect(await process.projections.get('stock')).toMatchObject({ state: 'live', version: 1, lastRebuild: null });
    await committed(1, 'a', 5);
    await committed(1, 'a', 2);
    expect(await rows()).toEqual([{ shelf: 'a', pieces: '7' }]);
  });

  it('of events from before there were projections is built when the service starts', async () => {
    await eventStore.append(database.pool, 'shelf-a', 'new', [delivered(5), delivered(2)]);
    const process = await start(1);
    await isLive(process);
    expect(await rows()).toEqual([{ shelf: 'a', pieces: '7' }]);
    expect((await process.projections.get('stock')).lastRebuild).toMatchObject({ events: 2, sameAsBefore: null });
  });

  it('is rebuilt while writers are in the middle of it: none of their rows is lost', async () => {
    const process = await start(1);
    await committed(1, 'a', 5);
    const early = await unfinished(1, 'a', 1);
    const { ended } = await process.projections.start('stock', { kind: 'rebuild', ...asked });
    await waitFor('the switch to wait for the early writer', async () => {
      const waiting = await database.pool.query(
        `SELECT FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return waiting.rowCount === 1;
    });
    const late = committed(1, 'b', 3);
    await early.commit();
    await Promise.all([late, ended]);
    expect(await rows()).toEqual([
      { shelf: 'a', pieces: '6' },
      { shelf: 'b', pieces: '3' },
    ]);
    expect(await check(process)).toMatchObject({ passed: true, compared: 2 });
  });

  it('that was damaged is found by the self-check, and mended by a rebuild', async () => {
    const process = await start(1);
    for (const shelf of ['a', 'b', 'c']) await committed(1, shelf, 5);
    expect(await check(process)).toMatchObject({ passed: true, compared: 3, differences: [] });
    await database.pool.query(`UPDATE shop.stock SET pieces = 4 WHERE shelf = 'a'`);
    await database.pool.query(`DELETE FROM shop.stock WHERE shelf = 'b'`);
    await database.pool.query(`INSERT INTO shop.stock VALUES ('nowhere', 1)`);
    const found = { passed: false, compared: 3, differences: ['a', 'b', 'nowhere'], differencesTotal: 3 };
    expect(await check(process)).toMatchObject(found);
    expect(await process.metrics.registry.metrics()).toContain(
      'backhaul_projection_self_check_differences{projection="stock"} 3',
    );
    const { checks } = await process.readiness.report();
    expect(checks['projections']).toEqual({ ok: true, detail: expect.stringContaining('found 3 differences') });
    await rebuild(process);
    expect((await process.projections.get('stock')).lastRebuild).toMatchObject({ rows: 3, sameAsBefore: false });
    expect(await check(process)).toMatchObject({ passed: true, compared: 3, differences: [] });
  });

  it('comes out of a rebuild with the same count and checksum, and no event or call comes of it', async () => {
    const process = await start(1);
    for (let shelf = 0; shelf < 250; shelf += 1) await committed(1, `s${shelf}`, shelf);
    const events = () => database.pool.query('SELECT count(*)::int AS count FROM event_store.events');
    const before = { rows: await rows(), events: (await events()).rows };
    await rebuild(process);
    const { lastRebuild } = await process.projections.get('stock');
    await rebuild(process);
    expect(lastRebuild).toMatchObject({ events: 250, rows: 250, sameAsBefore: true });
    const again = (await process.projections.get('stock')).lastRebuild;
    expect(again).toMatchObject({ checksum: lastRebuild?.checksum, sameAsBefore: true });
    expect({ rows: await rows(), events: (await events()).rows }).toEqual(before);
  });

  it('is rebuilt by one at a time, in whichever process', async () => {
    const [one, other] = [await start(1), await start(1)];
    await committed(1, 'a', 5);
    const holdingUp = await unfinished(1, 'b', 1);
    const { ended } = await one.projections.start('stock', { kind: 'rebuild', ...asked });
    for (const { projections } of [one, other]) {
      await expect(projections.start('stock', { kind: 'rebuild', ...asked })).rejects.toMatchObject({
        code: 'PROJECTION_BUSY',
      });
      expect((await projections.get('stock')).running).toMatchObject({ kind: 'rebuild' });
    }
    await holdingUp.commit();
    await ended;
    expect((await other.projections.get('stock')).running).toBeNull();
  });

  it('whose rebuild was killed is as it was; starting again cleans up and begins anew', async () => {
    const killed = await start(1);
    await committed(1, 'a', 5);
    const holdingUp = await unfinished(1, 'b', 1);
    await killed.projections.start('stock', { kind: 'rebuild', ...asked });
    await killed.projections.onModuleDestroy();
    // A process that is killed notes no end.
    await database.pool.query('UPDATE projection.run SET finished_at = NULL, failure_code = NULL');
    await holdingUp.commit();
    const next = await start(1);
    expect(await next.projections.get('stock')).toMatchObject({
      state: 'live',
      running: null,
      lastFailure: { code: 'PROJECTION_RUN_KILLED' },
    });
    await rebuild(next);
    expect(await check(next)).toMatchObject({ passed: true, compared: 2 });
    const left = await database.pool.query(`SELECT FROM pg_namespace WHERE nspname LIKE 'shop_stock_%'`);
    expect(left.rowCount).toBe(2);
  });

  it('of a newer version is built beside the old one, which the older release goes on with', async () => {
    await start(1);
    await committed(1, 'a', 12);
    const holdingUp = await unfinished(1, 'b', 24);
    const newer = await start(2);
    expect((await newer.readiness.report()).checks['projections']).toEqual({
      ok: false,
      detail: 'PROJECTION_BUILDING',
    });
    await expect(newer.projections.requireLive()).rejects.toMatchObject({ status: 503, code: 'PROJECTION_BUILDING' });
    await committed(1, 'c', 36);
    await committed(2, 'd', 48);
    expect(await rows()).toEqual([
      { shelf: 'a', pieces: '12' },
      { shelf: 'c', pieces: '36' },
    ]);
    await holdingUp.commit();
    await isLive(newer);
    await newer.projections.requireLive();
    expect(await rows()).toEqual([
      { shelf: 'a', dozens: '1' },
      { shelf: 'b', dozens: '2' },
      { shelf: 'c', dozens: '3' },
      { shelf: 'd', dozens: '4' },
    ]);
    expect(await check(newer)).toMatchObject({ passed: true, compared: 4 });
  });

  it('is not written past by a process of an older release: that one has to leave the work to the newer', async () => {
    await start(1);
    await committed(1, 'a', 12);
    await isLive(await start(2));
    await expect(committed(1, 'a', 12)).rejects.toMatchObject({ code: 'PROJECTION_REPLACED', retryable: true });
    expect(await rows()).toEqual([{ shelf: 'a', dozens: '1' }]);
    await expect(start(1)).rejects.toMatchObject({ code: 'PROJECTION_NEWER' });
  });
});

function delivered(pieces: number): NewEvent {
  const filed = { subject: 's', partitionKey: 'p', merchantId: 'm', correlationId: 'c', causationId: 'c' };
  const eventId = randomUUID();
  return {
    ...filed,
    eventId,
    type: 'Delivered',
    schemaVersion: 1,
    data: { pieces },
    occurredAt: new Date(),
    published: false,
  };
}
