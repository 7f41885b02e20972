import { ledgerClient, startProduct } from '@backhaul/launcher';
import type { ProjectionStatus } from '@backhaul/service-kit';
import { waitFor } from '@backhaul/testkit';
import pg from 'pg';
import { atLeast } from '../harness/bars.js';
import type { BenchContext, Benchmark } from '../harness/benchmark.js';
import { compare, type Round } from '../harness/compare.js';
import { verified } from '../harness/verified.js';
import { installation } from '../workload/installation.js';
import { ledgerAlone, type LedgerAlone } from '../workload/ledger-alone.js';
import { allSettled, startBusyPeople, submitOne } from './service-flow.js';

const EVENTS_BAR = 15_000;
const RATIO_BAR = 0.3;
const PAGE = 1_000;
const intervals = { sweepSeconds: 10, pollSeconds: 1, processGraceSeconds: 600 };

export const ledgerRebuild: Benchmark = {
  name: 'ledger-rebuild',
  question: 'Rebuild of the return history, while the ledger runs',
  bar: `≥ ${EVENTS_BAR.toLocaleString('en-US')} events/s, or ≥ ${RATIO_BAR}× a raw read of the same events`,
  async run(ctx) {
    const [copies, rounds] = ctx.quick ? [20, 1] : [4_000, 3];
    const { database, bus } = await twoSettledReturns(ctx);
    const pool = new pg.Pool({ connectionString: database });
    ctx.defer(() => pool.end());
    await copyReturns(pool, copies);
    const ledger = await ledgerAlone(ctx, database, bus);
    await statusOnceIdle(ledger, 'what the ledger shows to be there');
    const { rows, ratio } = await compare(ctx, {
      ours: { label: 'rebuild of `returns`', round: () => rebuild(ledger) },
      baselines: [{ label: 'raw pg, the same events in the same order', round: () => readRaw(pool) }],
      unit: 'events/s',
      rounds,
    });
    const perSecond = rows[0]?.value ?? 0;
    const reached = perSecond >= EVENTS_BAR;
    return {
      rows,
      bars: [
        reached
          ? atLeast({ what: 'rebuilt', measured: perSecond, bar: EVENTS_BAR, unit: 'events/s' })
          : atLeast({ what: 'to raw', measured: ratio, bar: RATIO_BAR, unit: '×' }),
      ],
      checks: [await everyRowIsRight(ledger, 2 * (copies + 1))],
      notes: [
        'Two returns that the whole product settled, one at each ERP, copied under other numbers. A rebuild reads every stream, works out list, history, search and books, writes them into new tables with their indexes, compares counts and checksums of all rows with those of the live tables, and changes over.',
      ],
    };
  },
};

/** Real events: what the ledger has of two returns after all five services have dealt with them. */
async function twoSettledReturns(ctx: BenchContext) {
  const { world, config, urlOf, token, databaseOf } = await installation(ctx, {
    bus: 'postgres',
    intervals,
    callsPerMinute: 1_000_000,
  });
  const product = await startProduct({ config });
  const people = startBusyPeople(world);
  try {
    const submitted = new Map([
      [await submitOne(world, 0), 0],
      [await submitOne(world, 1), 0],
    ]);
    await allSettled(ctx, ledgerClient(urlOf('ledger'), token), submitted);
  } finally {
    await people.stop();
    await product.stop();
  }
  return { database: databaseOf('ledger'), bus: config.bus };
}

async function copyReturns(pool: pg.Pool, copies: number): Promise<void> {
  await pool.query(
    `INSERT INTO event_store.events (stream_id, version, event_id, type, schema_version, data, subject, partition_key,
       merchant_id, correlation_id, causation_id, occurred_at, published)
     SELECT stream_id || 'c' || n, version, gen_random_uuid(), type, schema_version,
       replace(data::text, number, number || 'c' || n)::json, subject || 'c' || n, partition_key || 'c' || n,
       merchant_id, correlation_id, causation_id, occurred_at, false
     FROM (SELECT *, substring(stream_id FROM '[^-]+$') AS number FROM event_store.events) AS one
     CROSS JOIN generate_series(1, $1::int) AS n
     WHERE starts_with(stream_id, 'journal-')`,
    [copies],
  );
  // The copies were never shown, so the ledger has to build them when it starts, as after an upgrade.
  await pool.query(`UPDATE projection.generation SET state = 'retired'`);
  await pool.query('VACUUM ANALYZE event_store.events');
}

async function rebuild(ledger: LedgerAlone): Promise<Round> {
  const started = performance.now();
  const { lastRebuild, lastFailure } = await runOf(ledger, 'rebuild');
  if (lastRebuild === null) throw new Error(`The rebuild failed: ${JSON.stringify(lastFailure)}`);
  return { count: lastRebuild.events, ms: performance.now() - started };
}

async function runOf(ledger: LedgerAlone, kind: 'rebuild' | 'check'): Promise<ProjectionStatus> {
  await ledger.post(`/admin/projections/returns/${kind}`, { by: 'bench', reason: 'How fast is it?' });
  return statusOnceIdle(ledger, `the ${kind} to end`);
}

function statusOnceIdle(ledger: LedgerAlone, what: string): Promise<ProjectionStatus> {
  return waitFor(
    what,
    async () => {
      const status = await ledger.get<ProjectionStatus>('/admin/projections/returns');
      return status.running === null && status.state === 'live' && status;
    },
    { timeoutMs: 600_000, everyMs: 50 },
  );
}

async function readRaw(pool: pg.Pool): Promise<Round> {
  const started = performance.now();
  let count = 0;
  let after: [string, number] = ['', 0];
  for (;;) {
    const { rows } = await pool.query<{ stream_id: string; version: number }>(
      `SELECT * FROM event_store.events WHERE (stream_id, version) > ($1, $2) ORDER BY stream_id, version LIMIT ${PAGE}`,
      after,
    );
    const last = rows.at(-1);
    if (last === undefined) return { count, ms: performance.now() - started };
    count += rows.length;
    after = [last.stream_id, last.version];
  }
}

async function everyRowIsRight(ledger: LedgerAlone, returns: number): Promise<string> {
  const { lastRebuild, lastCheck } = await runOf(ledger, 'check');
  const right = lastCheck?.passed === true && lastCheck.compared === returns && lastRebuild?.sameAsBefore === true;
  return verified(
    `the last two rebuilds have the same count and checksum, and the rows of all ${returns} returns are what their events say`,
    right,
    { lastRebuild, lastCheck },
  );
}
