import { NORTHFOLD, startProcesses } from '@backhaul/launcher';
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { atMost } from '../harness/bars.js';
import type { Benchmark } from '../harness/benchmark.js';
import { latencyOf } from '../harness/latency.js';
import { verified } from '../harness/verified.js';
import { installation } from '../workload/installation.js';

const CONNECTIONS = 50;
const PER_SECOND = 500;
const BAR_MS = 50;
/** Every so many webhooks one comes a second time, as vendors send them. */
const REPEAT_EVERY = 10;
const TICK_MS = 10;

const intervals = { sweepSeconds: 300, pollSeconds: 60, processGraceSeconds: 600 };

export const serviceWebhooks: Benchmark = {
  name: 'service-webhooks',
  question: `Accept of Loop's webhooks (verify, deduplicate, store), ${CONNECTIONS} connections, ${PER_SECOND}/s`,
  bar: `p99 ≤ ${BAR_MS} ms`,
  async run(ctx) {
    const { config, urlOf, databaseOf } = await installation(ctx, { bus: 'postgres', intervals });
    const processes = await startProcesses(config, urlOf);
    ctx.defer(() => processes.close());
    const url = `${urlOf('loop-gateway')}/webhooks/loop/${NORTHFOLD}`;
    const run = `${process.pid}`;
    await send(url, webhooks(`warm-up-${run}`, PER_SECOND), ctx.progress);
    const wanted = webhooks(run, PER_SECOND * (ctx.quick ? 2 : 20));
    const { answers, seconds } = await send(url, wanted, ctx.progress);
    const pool = new Pool({ connectionString: databaseOf('loop-gateway') });
    ctx.defer(() => pool.end());
    const { rows } = await pool.query<{ bodies: string[] }>(
      `SELECT array_agg(convert_from(body, 'UTF8')) AS bodies FROM messaging.intake WHERE convert_from(body, 'UTF8') LIKE $1`,
      [`%"label-${run}-%`],
    );
    const stored = rows[0]?.bodies ?? [];
    const distinct = new Set(wanted.map(({ body }) => body));
    const latency = latencyOf(answers.map(({ ms }) => ms));
    return {
      rows: [{ label: 'loop-gateway', value: answers.length / seconds, unit: 'webhooks/s', latency }],
      bars: [atMost({ what: 'p99', measured: latency.p99Ms, bar: BAR_MS, unit: 'ms' })],
      checks: [
        verified(
          'every webhook was answered with 200',
          answers.every(({ status }) => status === 200),
          answers.find(({ status }) => status !== 200),
        ),
        verified(
          'each is stored once, repetitions are not',
          stored.length === distinct.size && stored.every((body) => distinct.has(body)),
          { stored: stored.length, distinct: distinct.size },
        ),
      ],
      notes: [
        'Open loop: webhooks go out on time, and waiting for a free connection counts. All five services run; the gateway works the webhooks off meanwhile. They are news of labels of unknown returns, which need no call to Loop.',
      ],
    };
  },
};

interface Webhook {
  readonly body: string;
  readonly signature: string;
}

function webhooks(run: string, count: number): Webhook[] {
  return Array.from({ length: count }, (_, nth) => {
    const one = nth % REPEAT_EVERY === 0 ? Math.max(0, nth - 1) : nth;
    const body = JSON.stringify({ topic: 'label', id: 900_000_000 + one, trigger: `label-${run}-${one}` });
    const signature = createHmac('sha256', 'secret of northfold.loop.webhook').update(body).digest('base64');
    return { body, signature };
  });
}

interface Answer {
  readonly status: number;
  readonly ms: number;
}

/** Sends at the given rate, whatever the answers do. */
async function send(
  url: string,
  wanted: readonly Webhook[],
  progress: (line: string) => void,
): Promise<{ answers: Answer[]; seconds: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const started = performance.now();
  const sent: Promise<Answer>[] = [];
  while (sent.length < wanted.length) {
    const due = Math.min(wanted.length, Math.floor(((performance.now() - started) / 1000) * PER_SECOND));
    for (const webhook of wanted.slice(sent.length, due)) sent.push(post(agent, url, webhook));
    await pause(TICK_MS);
  }
  const answers = await Promise.all(sent);
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  progress(`${answers.length} webhooks in ${seconds.toFixed(1)} s`);
  return { answers, seconds };
}

function post(agent: Agent, url: string, { body, signature }: Webhook): Promise<Answer> {
  const started = performance.now();
  const headers = { 'content-type': 'application/json', 'x-loop-signature': signature };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, ms: performance.now() - started }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
