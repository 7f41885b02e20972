import { eventStore, type GlobalPosition } from '@backhaul/event-store';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { atLeast } from '../harness/bars.js';
import type { Benchmark } from '../harness/benchmark.js';
import { compare, type Contender, type Round } from '../harness/compare.js';
import { verified } from '../harness/verified.js';
import { eventStoreBesideRaw } from '../workload/equal-table.js';
import { receiptFor } from '../workload/receipts.js';

const PAGE = 500;
const BAR = 0.7;

const KEYSET_SCAN = `
SELECT * FROM raw.events WHERE (transaction_id, position) > ($1::xid8, $2::bigint)
ORDER BY transaction_id, position LIMIT ${PAGE}`;

export const readAll: Benchmark = {
  name: 'read-all',
  question: `Read of all events in global order, pages of ${PAGE}`,
  bar: `≥ ${BAR}× a raw keyset scan of an equal table`,
  async run(ctx) {
    const [events, rounds] = ctx.quick ? [1_000, 1] : [20_000, 15];
    const pool = await eventStoreBesideRaw(ctx, 1);
    const written = await fill(pool, events);
    await untilReadable(pool);
    const seen: { label: string; ids: string }[] = [];
    const contender = (label: string, read: typeof readPages): Contender => ({
      label,
      round: async () => {
        const { ids, ...round } = await read(pool);
        seen.push({ label, ids: digestOf(ids) });
        return round;
      },
    });
    const { rows, ratio } = await compare(ctx, {
      ours: contender('eventStore.readAll', readPages),
      baselines: [contender('raw pg, keyset scan', scanPages)],
      unit: 'events/s',
      rounds,
    });
    return {
      rows,
      bars: [atLeast({ what: 'to raw', measured: ratio, bar: BAR, unit: '×' })],
      checks: [
        verified(
          `every round read all ${events} events in the order in which they were written (SHA-256 of their ids)`,
          seen.every(({ ids }) => ids === digestOf(written)),
          seen,
        ),
      ],
      notes: [
        'Times are of one page. The scan has neither the bound that keeps a late commit from being skipped nor our names for the columns.',
      ],
    };
  },
};

/** One writer, one stream after the other: the global order is the order of writing. */
async function fill(pool: Pool, events: number): Promise<string[]> {
  const ids: string[] = [];
  for (let stream = 0; stream * 100 < events; stream += 1) {
    const batch = Array.from({ length: 100 }, () => receiptFor(stream));
    await eventStore.append(pool, `return-${stream}`, 'new', batch);
    ids.push(...batch.map(({ eventId }) => eventId));
  }
  const columns =
    'stream_id, version, transaction_id, position, event_id, type, schema_version, data, subject, partition_key, merchant_id, correlation_id, causation_id, occurred_at, recorded_at, traceparent, actor, published';
  await pool.query(
    `INSERT INTO raw.events (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM event_store.events ORDER BY position`,
  );
  await pool.query('VACUUM ANALYZE event_store.events');
  await pool.query('VACUUM ANALYZE raw.events');
  return ids;
}

/** Transactions of others on the same server hold readers back; that is waited for before the clock runs. */
async function untilReadable(pool: Pool): Promise<void> {
  const behind =
    'SELECT FROM event_store.events WHERE transaction_id >= pg_snapshot_xmin(pg_current_snapshot()) LIMIT 1';
  while ((await pool.query(behind)).rows.length > 0) await pause(20);
}

type Pages = Round & { ids: string[] };

function readPages(pool: Pool): Promise<Pages> {
  let after: GlobalPosition | null = null;
  return untilEmpty(async () => {
    const page = await eventStore.readAll(pool, after, PAGE);
    after = page.at(-1)?.position ?? after;
    return page.map(({ eventId }) => eventId);
  });
}

function scanPages(pool: Pool): Promise<Pages> {
  let after = ['0', '0'];
  return untilEmpty(async () => {
    const { rows } = await pool.query<{ transaction_id: string; position: string; event_id: string }>(
      KEYSET_SCAN,
      after,
    );
    const last = rows.at(-1);
    if (last !== undefined) after = [last.transaction_id, last.position];
    return rows.map((row) => row.event_id);
  });
}

async function untilEmpty(nextPage: () => Promise<string[]>): Promise<Pages> {
  const ids: string[] = [];
  const latenciesMs: number[] = [];
  const started = performance.now();
  for (;;) {
    const began = performance.now();
    const page = await nextPage();
    if (page.length === 0) return { ids, count: ids.length, ms: performance.now() - started, latenciesMs };
    latenciesMs.push(performance.now() - began);
    ids.push(...page);
  }
}

const digestOf = (ids: readonly string[]): string => createHash('sha256').update(ids.join()).digest('hex');
