import { startProcesses } from '@backhaul/launcher';
import { serviceNames, type ServiceName } from '@backhaul/contracts';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { atMost } from '../harness/bars.js';
import type { BenchContext, Benchmark, Row } from '../harness/benchmark.js';
import { verified } from '../harness/verified.js';
import { installation } from '../workload/installation.js';
import { rssMb } from '../workload/process-memory.js';

const CPU_BAR = 1;
const RSS_BAR = 180;
/** What `/proc` counts CPU time in: hundredths of a second on every Linux that runs Node. */
const MS_PER_TICK = 10;

/** As in production: sweeps and polls are minutes apart, and between them there is nothing to do. */
const intervals = { sweepSeconds: 300, pollSeconds: 60, processGraceSeconds: 600 };

export const serviceIdle: Benchmark = {
  name: 'service-idle',
  question: 'What a service process costs while nothing happens',
  bar: `≤ ${CPU_BAR} % of a core, RSS ≤ ${RSS_BAR} MB per service`,
  async run(ctx) {
    const onKafka = await idle(ctx, 'kafka');
    const onPostgres = await idle(ctx, 'postgres');
    const all = [...onKafka, ...onPostgres];
    return {
      rows: all.flatMap(rowsOf),
      bars: [
        atMost({ what: 'CPU, the highest', measured: Math.max(...all.map(({ cpu }) => cpu)), bar: CPU_BAR, unit: '%' }),
        atMost({
          what: 'RSS, the highest',
          measured: Math.max(...all.map(({ rss }) => rss)),
          bar: RSS_BAR,
          unit: 'MB',
        }),
      ],
      checks: [
        verified(
          'every service was ready before and after, on both buses',
          all.every(({ ready }) => ready),
          all,
        ),
      ],
      notes: ['CPU time as the kernel counts it, from a minute after start on; two merchants configured, no returns.'],
    };
  },
};

interface Idle {
  readonly bus: string;
  readonly name: ServiceName;
  readonly cpu: number;
  readonly rss: number;
  readonly ready: boolean;
}

async function idle(ctx: BenchContext, bus: 'kafka' | 'postgres'): Promise<Idle[]> {
  const { config, urlOf } = await installation(ctx, { bus, intervals });
  const processes = await startProcesses(config, urlOf);
  ctx.defer(() => processes.close());
  const seconds = ctx.quick ? 2 : 60;
  ctx.progress(`five services over ${bus} come to rest`);
  await pause(seconds * 1000);
  const before = new Map(serviceNames.map((name) => [name, cpuMs(processes.pid(name))]));
  const started = performance.now();
  ctx.progress(`measuring for ${seconds} s`);
  await pause(seconds * 1000);
  const elapsed = performance.now() - started;
  const measured = serviceNames.map((name) => {
    const pid = processes.pid(name);
    return { bus, name, cpu: ((cpuMs(pid) - (before.get(name) ?? 0)) / elapsed) * 100, rss: rssMb(pid), ready: true };
  });
  await Promise.all(serviceNames.map((name) => processes.ready(name)));
  await processes.close();
  return measured;
}

const rowsOf = ({ bus, name, cpu, rss }: Idle): Row[] => [
  { label: `${name}, ${bus}: CPU`, value: cpu, unit: '% of a core' },
  { label: `${name}, ${bus}: RSS`, value: rss, unit: 'MB' },
];

/** User and system time of a process so far; the name in brackets may hold spaces. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}
