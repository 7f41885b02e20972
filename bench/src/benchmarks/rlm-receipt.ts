import {
  ledgerClient,
  OAK_LINEN,
  oakLinenOrder,
  oakLinenWarehouse,
  startProduct,
  submit,
  type World,
} from '@backhaul/launcher';
import { waitFor } from '@backhaul/testkit';
import { setTimeout as pause } from 'node:timers/promises';
import { atMost } from '../harness/bars.js';
import type { Benchmark } from '../harness/benchmark.js';
import { latencyOf } from '../harness/latency.js';
import { verified } from '../harness/verified.js';
import { installation } from '../workload/installation.js';
import { allSettled } from './service-flow.js';

const BAR_MS = 2_000;
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 5;
const SKU = 'OLSHT-WHITE-M';
/** Minutes apart: what is measured is brought by events alone. */
const intervals = { sweepSeconds: 300, pollSeconds: 300, processGraceSeconds: 600 };
const shopper = { email: 'dana.poe@oaklinen.example', firstName: 'Dana', lastName: 'Poe' };

/** How long a shopper and the whole chain wait for what a warehouse has just received. */
export const rlmReceipt: Benchmark = {
  name: 'rlm-receipt',
  question:
    "From the warehouse's receipt to Loop's process call: webhook, RLM, comparison, decision, all five services",
  bar: `p99 ≤ ${BAR_MS} ms`,
  async run(ctx) {
    const count = ctx.quick ? 4 : 120;
    const { world, config, urlOf, token } = await installation(ctx, {
      bus: 'postgres',
      intervals,
      callsPerMinute: 60_000,
    });
    const product = await startProduct({ config });
    ctx.defer(() => product.stop());
    const warehouse = oakLinenWarehouse(world.simulators);
    const submitted = new Map<string, number>();
    for (let nth = 0; nth < count; nth += 1) submitted.set(await submitOne(world), performance.now());
    const transmitted = () => warehouse.ras().filter((ra) => ra['status'] === 'TRANSMITTED');
    await waitFor('all RAs to be transmitted', () => transmitted().length === count, { timeoutMs: 10 * PATIENCE_MS });
    ctx.progress(`${count} RAs are open; they are received one after the other`);
    const latencies: number[] = [];
    for (const ra of transmitted()) {
      const began = performance.now();
      warehouse.receive(String(ra['ra_number']));
      await processed(world, String(ra['external_rma_id']));
      latencies.push(performance.now() - began);
    }
    const settled = await allSettled(ctx, ledgerClient(urlOf('ledger'), token), submitted);
    const calls = processCalls(world);
    const latency = latencyOf(latencies);
    return {
      rows: [{ label: 'receipt to process call', value: count, unit: 'returns', latency }],
      bars: [atMost({ what: 'p99', measured: latency.p99Ms, bar: BAR_MS, unit: 'ms' })],
      checks: [
        verified(
          'Loop was asked once to process each return, and each return is settled',
          calls.length === count && new Set(calls).size === count && settled.size === count,
          { calls: calls.length, returns: new Set(calls).size, settled: settled.size },
        ),
      ],
      notes: [
        "Simulators that answer at once. In between lie the warehouse's webhook, the receipt into RLM, a look at the warehouse's list, the decision, an event over the bus, and Loop's process call; each is a commit and, but for the first, a call.",
      ],
    };
  },
};

function submitOne({ simulators }: World): Promise<string> {
  const order = oakLinenOrder(simulators, [{ sku: SKU, quantity: 1 }], shopper);
  const sendsBack = [{ sku: SKU, quantity: 1, reason: 'Too large', parentReason: 'Fit' }];
  return submit(simulators, OAK_LINEN, order, { sendsBack });
}

/** Paths of the process calls so far: one per return. */
const processCalls = ({ simulators }: World): string[] =>
  simulators.loop.calls
    .filter(({ path, method }) => method === 'POST' && /\/process$/.test(path))
    .map(({ path }) => path);

async function processed(world: World, number: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (!processCalls(world).some((path) => path.includes(`/${number}/`))) {
    if (performance.now() > until) throw new Error(`Loop was not asked to process return ${number}`);
    await pause(LOOK_EVERY_MS);
  }
}
