import type { Queryable } from '@backhaul/event-store';
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Build, Going } from './build.js';
import { shownGeneration } from './generations.js';
import { ownerOf, type Projection } from './projection.js';
import { checksum, schemaOf } from './table-sql.js';

/** What all rows of a generation come to, whatever their order. */
export interface Sum {
  readonly rows: number;
  readonly checksum: string;
}

/** Sum of a new generation, and of the live one of the same version; null where there is none to be equal to. */
export interface Comparison {
  readonly built: Sum;
  readonly live: Sum | null;
}

/**
 * Sums up a new generation and the live one while traffic runs on: both in one snapshot, without the streams that the new one
 * is still behind on. Reads only, so however long it takes, it holds nobody back.
 */
export async function compareWithLive(
  pool: Pool,
  projection: Projection,
  build: Build,
  { signal }: Going,
): Promise<Comparison> {
  return inSnapshot(pool, signal, async (tx) => {
    const leaveOut = (await build.behind(tx)).map((streamId) => ownerOf(projection, streamId));
    const shown = await shownGeneration(tx, projection);
    const comparable = shown?.state === 'live' && shown.version === projection.version;
    return {
      built: await sumOf(tx, projection, build.schema, leaveOut),
      live: comparable ? await sumOf(tx, projection, schemaOf(projection, shown.id), leaveOut) : null,
    };
  });
}

/** Sum of the rows in a schema. */
export async function sumOf(
  tx: Queryable,
  { tables }: Projection,
  schema: string,
  leaveOut: readonly string[] = [],
): Promise<Sum> {
  const hash = createHash('sha256');
  let total = 0;
  for (const table of tables) {
    const { rows } = await tx.query(checksum(schema, table), [leaveOut]);
    const [{ rows: count, sum }] = rows as [{ rows: number; sum: string }];
    hash.update(`${table.name} ${count} ${sum}\n`);
    total += count;
  }
  return { rows: total, checksum: hash.digest('hex').slice(0, 16) };
}

/**
 * One view of the database for several statements, however long they take; cut off when the signal says so. Rows as text must
 * not depend on where the session thinks it is.
 */
export async function inSnapshot<T>(pool: Pool, signal: AbortSignal, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const cut = (): void => void client.end();
  signal.addEventListener('abort', cut, { once: true });
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(`SET LOCAL TimeZone = 'UTC'`);
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', cut);
  }
}
