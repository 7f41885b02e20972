import { BackhaulError } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import type { Projection, Rows } from './projection.js';
import { deleteRows, insertRows, replaceRows } from './table-sql.js';

/**
 * Brings the rows of one owner up to date, in the transaction that appended the events which they follow from. While a
 * generation of this version is only being built it writes nothing: the build finds the events.
 * @throws BackhaulError PROJECTION_REPLACED (retryable) when a newer release has taken over: its processes have to do the work
 */
export async function projectRows(tx: Queryable, projection: Projection, owner: string, rows: Rows): Promise<void> {
  const { name, version, schema, tables } = projection;
  const entered = await tx.query({
    name: 'projection.enter',
    text: 'SELECT projection.enter($1, $2) AS may',
    values: [name, version],
  });
  const [{ may }] = entered.rows as [{ may: 'write' | 'refuse' | 'leave' }];
  if (may === 'leave') return;
  if (may === 'refuse') {
    throw new BackhaulError('PROJECTION_REPLACED', `A newer version of ${name} than ${version} is live`, {
      retryable: true,
    });
  }
  await tx.query({
    name: `projection.replace ${name} ${version}`,
    text: replaceRows(schema, tables),
    values: [owner, ...jsonOf(projection, [rows])],
  });
}

/** Adds the rows of owners who have none yet to a generation. */
export async function insertAll(
  db: Queryable,
  schema: string,
  projection: Projection,
  rows: readonly Rows[],
): Promise<void> {
  await db.query(insertRows(schema, projection.tables), jsonOf(projection, rows));
}

/** Puts the rows of owners in the place of those that a generation has of them. */
export async function replaceAll(
  tx: Queryable,
  schema: string,
  projection: Projection,
  changed: { owners: readonly string[]; rows: readonly Rows[] },
): Promise<void> {
  await tx.query(deleteRows(schema, projection.tables), [changed.owners]);
  await insertAll(tx, schema, projection, changed.rows);
}

/** The rows of each table as a JSON array, in the order of the tables. */
export function jsonOf({ tables }: Projection, rows: readonly Rows[]): string[] {
  return tables.map(({ name }) => JSON.stringify(rows.flatMap((of) => of[name] ?? [])));
}
