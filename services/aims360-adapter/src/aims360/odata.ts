import { notUnderstood, type VendorClient } from '@backhaul/vendor-http';
import type { z } from 'zod';
import { page } from './documents.js';

/** The usual page size; note the parameter's name without `$` (contracts/aims360.md §1.3). */
const PAGE_SIZE = 250;

export interface Query {
  readonly filter?: string;
  readonly expand?: string;
  readonly orderBy?: string;
}

/** Quotes a string literal; a quote inside is doubled. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * Reads a collection page by page. It ends on an empty page and never follows the vendor's link, which may name another
 * host and may come although nothing follows (contracts/aims360.md §1.3).
 */
export async function* pages<T>(
  http: VendorClient,
  path: string,
  schema: z.ZodType<T>,
  { filter, expand, orderBy }: Query,
  signal?: AbortSignal,
): AsyncIterable<T[]> {
  for (let skip = 0; ;) {
    const query = {
      $filter: filter,
      $expand: expand,
      $orderby: orderBy,
      pagesize: PAGE_SIZE,
      $skip: skip === 0 ? undefined : skip,
    };
    const answer = await http.get(path, { query, ...(signal === undefined ? {} : { signal }) });
    const envelope = page.safeParse(answer.json());
    if (!envelope.success) throw notUnderstood('AIMS360', `${path} did not answer with a list`);
    const rows = envelope.data.value.map((row) => rowOf(path, schema, row));
    if (rows.length === 0) return;
    yield rows;
    if (rows.length < PAGE_SIZE) return;
    skip += rows.length;
  }
}

/** All rows of a short list, such as a code list or a look-up by key. */
export async function rowsOf<T>(
  http: VendorClient,
  path: string,
  schema: z.ZodType<T>,
  query: Query,
  signal?: AbortSignal,
): Promise<T[]> {
  const all: T[] = [];
  for await (const rows of pages(http, path, schema, query, signal)) all.push(...rows);
  return all;
}

function rowOf<T>(path: string, schema: z.ZodType<T>, row: unknown): T {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), expected: issue.message }));
  throw notUnderstood('AIMS360', `a row of ${path} does not fit its contract`, details);
}
