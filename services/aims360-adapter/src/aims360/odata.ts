import type { z } from 'zod';
import { changeHead, fitting, page } from './documents.js';
import type { Session } from './session.js';

/** The usual page size; note the parameter's name without `$` (contracts/aims360.md §1.3). */
const PAGE_SIZE = 250;

/** Far more than a list or a minute's changes have; a server that shows the same page for ever must not hold us. */
const MOST_PAGES = 100;

interface Query {
  readonly filter?: string;
  readonly expand?: string;
  readonly orderBy?: string;
}

/** Quotes a string literal; a quote inside is doubled. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What a look-up by a key finds: none, one, or more than there should be. */
export async function found<T>(
  http: Session,
  path: string,
  schema: z.ZodType<T>,
  query: Query,
  signal?: AbortSignal,
): Promise<T[]> {
  const rows = await read(http, path, query, 0, signal);
  return rows.map((row) => fitting(schema, row, `a row of ${path}`));
}

/**
 * All rows of a short list, such as a code list. It ends on an empty page, as the server's pages may be smaller than asked for;
 * the vendor's link is never followed: it may name another host, and comes although nothing follows (contracts/aims360.md §1.3).
 */
export async function all<T>(http: Session, path: string, schema: z.ZodType<T>): Promise<T[]> {
  const list: T[] = [];
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const rows = await read(http, path, {}, list.length);
    if (rows.length === 0) break;
    list.push(...rows.map((row) => fitting(schema, row, `a row of ${path}`)));
  }
  return list;
}

/** A row that changed, unread, and when it did. */
export interface ChangedRow {
  readonly changedAt: string;
  readonly row: unknown;
}

/**
 * Rows changed since then, oldest change first. The next page starts at the last change that was seen, not at a count of rows: a
 * row that changes while we read moves to the end, and by count the one behind it would be passed over.
 */
export async function* changes(
  http: Session,
  path: string,
  { filter, key, since, ...query }: { filter: string; expand?: string; key: string; since: Date },
  signal?: AbortSignal,
): AsyncIterable<ChangedRow[]> {
  const orderBy = `lastModifiedOn,${key}`;
  const seen = new Set<string>();
  let from = since.toISOString();
  let skip = 0;
  let barren = 0;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const asked = { ...query, filter: `${filter} and lastModifiedOn ge ${from}`, orderBy };
    const rows = await read(http, path, asked, skip, signal);
    const changed = rows.map((row) => ({
      row,
      changedAt: fitting(changeHead, row, `a row of ${path}`).lastModifiedOn,
    }));
    const news = changed.filter(({ row }) => isNew(row, seen));
    barren = news.length === 0 ? barren + 1 : 0;
    // One page that shows only what is known is the overlap; a second one is a server that takes no notice of `$skip`.
    if (rows.length === 0 || barren === 2) return;
    yield news;
    const last = changed.at(-1)?.changedAt ?? from;
    skip = last > from ? 0 : skip + rows.length;
    from = last > from ? last : from;
  }
}

function isNew(row: unknown, seen: Set<string>): boolean {
  const text = JSON.stringify(row);
  if (seen.has(text)) return false;
  seen.add(text);
  return true;
}

async function read(
  http: Session,
  path: string,
  { filter, expand, orderBy }: Query,
  skip: number,
  signal?: AbortSignal,
): Promise<unknown[]> {
  const options = { $filter: filter, $expand: expand, $orderby: orderBy };
  const query = { ...options, pagesize: PAGE_SIZE, $skip: skip === 0 ? undefined : skip };
  const answer = await http.get(path, query, signal);
  return fitting(page, answer.json(), `the list ${path}`).value;
}
