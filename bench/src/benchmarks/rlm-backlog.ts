import { oakLinenWarehouse, startProcesses, type World } from '@backhaul/launcher';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { atMost } from '../harness/bars.js';
import type { BenchContext, Benchmark } from '../harness/benchmark.js';
import { verified } from '../harness/verified.js';
import { installation } from '../workload/installation.js';
import { tellReturns } from '../workload/oak-linen-returns.js';
import { rssMb } from '../workload/process-memory.js';

const GROWTH_BAR = 1.3;
/** What each vendor takes and what we allow ourselves: as little above what this machine can do as it is below in reality. */
const CALLS_PER_MINUTE = 12_000;
const LOOK_EVERY_MS = 1_000;
const PATIENCE_MS = 3_600_000;
const intervals = { sweepSeconds: 300, pollSeconds: 5, processGraceSeconds: 600 };

/** A warehouse that was not heard of for days, at a store with many open returns. */
export const rlmBacklog: Benchmark = {
  name: 'rlm-backlog',
  question:
    '20 000 open RAs, and a backlog of 10 000 receipts that only the poll can find: rate, memory, vendors’ limits',
  bar: `memory at the end ≤ ${GROWTH_BAR}× that of the beginning`,
  async run(ctx) {
    const [open, backlog] = ctx.quick ? [60, 30] : [20_000, 10_000];
    const { world, config, urlOf, databaseOf } = await installation(ctx, {
      bus: 'postgres',
      intervals,
      callsPerMinute: CALLS_PER_MINUTE,
    });
    const processes = await startProcesses(config, urlOf);
    ctx.defer(() => processes.close());
    const others = ['loop-gateway', 'shopify-gateway', 'aims360-adapter', 'ledger'] as const;
    await Promise.all(others.map((name) => processes.kill(name)));
    const pool = new Pool({ connectionString: databaseOf('rlm-adapter'), max: 2 });
    ctx.defer(() => pool.end());
    const refused = refusedCalls(world);
    ctx.defer(() => Promise.resolve(refused.stop()));
    const { bus } = config;
    if (bus.kind !== 'postgres' || typeof bus.url !== 'string') throw new Error('the bus is on Postgres');
    const drained = (job: string, items: number): Promise<Drained> =>
      drain(ctx, pool, processes.pid('rlm-adapter'), job, items);

    await tellReturns(ctx, world, bus.url, open);
    const announced = await drained('TransmitReturnAuthorizations', open);
    const warehouse = oakLinenWarehouse(world.simulators);
    world.simulators.threePl.webhooks.disturb({ drop: backlog });
    const ras = warehouse.returnOrders().slice(0, backlog);
    for (const { ra_number } of ras) warehouse.receive(ra_number);
    const received = await drained('ImportReturnReceipts', backlog);
    const decided = await drained('LoopExportReturnReceipts', backlog);
    const inRlm = new Set(warehouse.receipts().map((row) => String(row['receipt_id'])));
    return {
      rows: [
        { label: 'RAs made, announced, transmitted', value: announced.perSecond, unit: 'RAs/s' },
        { label: 'receipts found by the poll and posted', value: received.perSecond, unit: 'receipts/s' },
        { label: 'memory of the service', value: Math.max(announced.mostMb, received.mostMb), unit: 'MB at most' },
      ],
      bars: [
        atMost({
          what: 'memory, last to first third of the backlog',
          measured: received.growth,
          bar: GROWTH_BAR,
          unit: '×',
        }),
      ],
      checks: [
        verified(
          'every RA is open at the warehouse, every receipt is in RLM, and every return with one is decided',
          warehouse.returnOrders().length === open && inRlm.size === backlog && decided.items >= backlog,
          { returnOrders: warehouse.returnOrders().length, receipts: inRlm.size, decided: decided.items },
        ),
        verified('no vendor turned a call away', refused.count === 0, refused.count),
      ],
      notes: [
        `Only rlm-adapter runs, as a process of its own; vendors take ${CALLS_PER_MINUTE} calls a minute, and so much it allows itself. The webhooks of all receipts are lost.`,
      ],
    };
  },
};

interface Drained {
  readonly items: number;
  readonly perSecond: number;
  readonly mostMb: number;
  /** Mean memory of the last third of the samples to that of the first. */
  readonly growth: number;
}

/** Waits until so many items of a job have gone through, and watches the memory of the service meanwhile. */
async function drain(ctx: BenchContext, pool: Pool, pid: number, job: string, wanted: number): Promise<Drained> {
  const began = performance.now();
  const memory: number[] = [];
  for (let told = 0; ;) {
    const items = await itemsOf(pool, job);
    memory.push(rssMb(pid));
    const ms = performance.now() - began;
    if (items >= wanted)
      return { items, perSecond: (items / ms) * 1000, mostMb: Math.max(...memory), growth: growthOf(memory) };
    if (ms > PATIENCE_MS) throw new Error(`${job}: ${items} of ${wanted} after an hour`);
    if (items - told >= 1_000) ctx.progress(`${job}: ${(told = items)} of ${wanted}, ${memory.at(-1)?.toFixed(0)} MB`);
    await pause(LOOK_EVERY_MS);
  }
}

/** Items that went through to their end: of an RA when it is transmitted, of a return when it is decided. */
async function itemsOf(pool: Pool, job: string): Promise<number> {
  const { rows } = await pool.query<{ items: number }>(
    `SELECT count(*)::int AS items FROM rlm.job_item WHERE job = $1 AND retry_state = 'NONE'
       AND CASE job WHEN 'TransmitReturnAuthorizations' THEN last_result = 'UPDATED'
           WHEN 'LoopExportReturnReceipts' THEN entity = 'return' ELSE true END`,
    [job],
  );
  return rows[0]?.items ?? 0;
}

function growthOf(samples: readonly number[]): number {
  const third = Math.max(1, Math.floor(samples.length / 3));
  const mean = (some: readonly number[]): number => some.reduce((sum, one) => sum + one, 0) / some.length;
  return mean(samples.slice(-third)) / mean(samples.slice(0, third));
}

/** Counts what the vendors turned away; they remember their last calls only. */
function refusedCalls({ simulators: { rlm, threePl } }: World): { readonly count: number; stop(): void } {
  const seen = new WeakSet<object>();
  let count = 0;
  const look = (): void => {
    for (const call of [...rlm.calls, ...threePl.calls]) {
      if (call.status !== 429 || seen.has(call)) continue;
      seen.add(call);
      count += 1;
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    get count() {
      look();
      return count;
    },
    stop: () => clearInterval(timer),
  };
}
