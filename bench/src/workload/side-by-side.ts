import type { Pool, PoolClient } from 'pg';
import type { Round } from '../harness/compare.js';

/** One connection's share of the work: `nth` counts its operations from 0. */
export type Worker = (nth: number) => Promise<unknown>;

/** As many connections as the pool has, each busy with one operation at a time. Returns with every operation timed. */
export async function sideBySide(
  pool: Pool,
  perConnection: number,
  workerOn: (client: PoolClient, connection: number) => Worker,
): Promise<Round> {
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  try {
    return await sideBySideWith(
      clients.map((client, connection) => workerOn(client, connection)),
      perConnection,
    );
  } finally {
    for (const client of clients) client.release();
  }
}

/** The same where a client library keeps the connections to itself. */
export async function sideBySideWith(workers: readonly Worker[], perWorker: number): Promise<Round> {
  const latenciesMs: number[] = [];
  const started = performance.now();
  await Promise.all(
    workers.map(async (work) => {
      for (let nth = 0; nth < perWorker; nth += 1) {
        const began = performance.now();
        await work(nth);
        latenciesMs.push(performance.now() - began);
      }
    }),
  );
  return { count: workers.length * perWorker, ms: performance.now() - started, latenciesMs };
}
