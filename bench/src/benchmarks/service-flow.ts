import {
  ledgerClient,
  NORTHFOLD,
  northfoldOffice,
  northfoldOrder,
  OAK_LINEN,
  oakLinenOrder,
  oakLinenWarehouse,
  startProduct,
  submit,
  type LedgerClient,
  type World,
} from '@backhaul/launcher';
import { waitFor } from '@backhaul/testkit';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchContext, Benchmark } from '../harness/benchmark.js';
import { latencyOf } from '../harness/latency.js';
import { verified } from '../harness/verified.js';
import { installation } from '../workload/installation.js';

const PATIENCE_MS = 600_000;
const intervals = { sweepSeconds: 10, pollSeconds: 1, processGraceSeconds: 600 };
const shopper = { email: 'ida.berg@example.com', firstName: 'Ida', lastName: 'Berg' };
const because = { quantity: 1, reason: 'Too warm', parentReason: 'Not as expected' };

export const serviceFlow: Benchmark = {
  name: 'service-flow',
  question: 'The whole flow: returns settled per second, all five services in one process, bus on Postgres',
  bar: 'reported',
  async run(ctx) {
    const count = ctx.quick ? 4 : 200;
    const { world, config, urlOf, token } = await installation(ctx, {
      bus: 'postgres',
      intervals,
      callsPerMinute: 60_000,
    });
    const product = await startProduct({ config });
    ctx.defer(() => product.stop());
    const people = startBusyPeople(world);
    ctx.defer(() => people.stop());
    const ledger = ledgerClient(urlOf('ledger'), token);
    const submittedAt = new Map<string, number>();
    const started = performance.now();
    for (let nth = 0; nth < count; nth += 1) {
      submittedAt.set(await submitOne(world, nth), performance.now());
    }
    const settledAt = await allSettled(ctx, ledger, submittedAt);
    const seconds = (performance.now() - started) / 1000;
    const latencies = [...settledAt].map(([id, at]) => at - (submittedAt.get(id) ?? Number.NaN));
    return {
      rows: [
        { label: 'returns', value: count / seconds, unit: 'settled/s', latency: latencyOf(latencies) },
        { label: 'returns', value: count, unit: 'in all' },
      ],
      bars: [],
      checks: [await booksAreEven(ledger, [...submittedAt.keys()])],
      notes: [
        'Half of the returns at the merchant on AIMS360, half at the one on RLM with a 3PL. All are submitted as fast as the shops take them, so a return waits for the others: latency is from submit to settled under that load. Clerks and warehouse act every 50 ms; AIMS360 is polled every second.',
      ],
    };
  },
};

/** The next return, by turns at one merchant and the other. */
export function submitOne({ simulators }: World, nth: number): Promise<string> {
  if (nth % 2 === 0) {
    const order = northfoldOrder(simulators, [{ sku: 'NFJKT-SLATE-M', quantity: 1 }], shopper);
    return submit(simulators, NORTHFOLD, order, { sendsBack: [{ sku: 'NFJKT-SLATE-M', ...because }] });
  }
  const order = oakLinenOrder(simulators, [{ sku: 'OLSHT-WHITE-M', quantity: 1 }], shopper);
  return submit(simulators, OAK_LINEN, order, { sendsBack: [{ sku: 'OLSHT-WHITE-M', ...because }] });
}

/** People who never rest: what is to be received is received, what is to be credited is credited. */
export function startBusyPeople({ simulators }: World): { stop(): Promise<void> } {
  const office = northfoldOffice(simulators);
  const warehouse = oakLinenWarehouse(simulators);
  const timer = setInterval(() => {
    for (const rma of office.rmas()) {
      if (rma['status'] !== 'Open') continue;
      if (rma['receiptStatus'] === 'None') office.receive(String(rma['rma']));
      else if (rma['receiptStatus'] === 'Full') office.confirmCredit(String(rma['rma']));
    }
    const transmitted = new Set(
      warehouse.ras().flatMap((ra) => (ra['status'] === 'TRANSMITTED' ? [String(ra['ra_number'])] : [])),
    );
    for (const order of warehouse.returnOrders()) {
      if (order.status === 'AWAITING_ARRIVAL' && transmitted.has(order.ra_number)) warehouse.receive(order.ra_number);
    }
  }, 50);
  return { stop: () => Promise.resolve(clearInterval(timer)) };
}

export async function allSettled(
  ctx: BenchContext,
  ledger: LedgerClient,
  submitted: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const settledAt = new Map<string, number>();
  let told = 0;
  await waitFor(
    'all returns to be settled',
    async () => {
      for (const { returnId, status } of await ledger.returns()) {
        if (status === 'settled' && submitted.has(returnId) && !settledAt.has(returnId)) {
          settledAt.set(returnId, performance.now());
        }
      }
      if (settledAt.size - told >= 50) ctx.progress(`${(told = settledAt.size)} of ${submitted.size} settled`);
      await pause(100);
      return settledAt.size === submitted.size;
    },
    { timeoutMs: PATIENCE_MS },
  );
  return settledAt;
}

async function booksAreEven(ledger: LedgerClient, returnIds: readonly string[]): Promise<string> {
  const uneven: string[] = [];
  for (const id of returnIds) {
    const balances = await ledger.balances(id);
    const clearing = balances.filter((one) => one.clearing);
    if (clearing.length === 0 || clearing.some((one) => one.balance.amount !== 0)) uneven.push(id);
  }
  return verified('every return is settled, and all of its clearing accounts are 0.00', uneven.length === 0, uneven);
}
