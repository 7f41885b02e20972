import { Conditions, encodeCursor, type Cursor } from '@backhaul/service-kit';
import type { Pool } from 'pg';

/** Where a page of a table begins and how long it is. */
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: Cursor | undefined;
}

/** A table that is read page by page: by a time, then by an id that tells rows of one time apart. */
interface Listing<R> {
  /** With its schema. */
  readonly table: string;
  readonly at: string;
  readonly id: string;
  readonly newestFirst: boolean;
  readonly cursorOf: (row: R) => { at: Date; id: string };
}

/** One page. `next` is null on the last one. */
export async function readPage<R extends object>(
  pool: Pool,
  { table, at, id, newestFirst, cursorOf }: Listing<R>,
  { limit, cursor }: PageQuery,
  narrowed: (conditions: Conditions) => Conditions,
): Promise<{ rows: R[]; next: string | null }> {
  const conditions = narrowed(new Conditions());
  const [after, direction] = newestFirst ? ['<', 'DESC'] : ['>', 'ASC'];
  if (cursor !== undefined) {
    conditions.and(cursor.at, (time) => `(${at}, ${id}) ${after} (${time}, ${conditions.place(cursor.id)})`);
  }
  const { rows } = await pool.query<R>(
    `SELECT * FROM ${table} ${conditions.where} ORDER BY ${at} ${direction}, ${id} ${direction} LIMIT ${conditions.place(limit + 1)}`,
    conditions.values,
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (last === undefined || rows.length <= limit) return { rows: shown, next: null };
  const end = cursorOf(last);
  return { rows: shown, next: encodeCursor({ at: end.at.toISOString(), id: end.id }) };
}
