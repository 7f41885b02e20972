import type { z } from 'zod';
import { changeHead, fitting, page } from './documents.js';
import { fingerprint } from './fingerprint.js';
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
export async function all<T>(
  http: Session,
  path: string,
  schema: z.ZodType<T>,
  query: Query & { most?: number } = {},
  signal?: AbortSignal,
): Promise<T[]> {
  const { most = Infinity } = query;
  const list: T[] = [];
  for (let pages = 0; pages < MOST_PAGES && list.length < most; pages += 1) {
    const rows = await read(http, path, query, list.length, signal);
    if (rows.length === 0) break;
    list.push(...rows.map((row) => fitting(schema, row, `a row of ${path}`)));
  }
  return list;
}

/** So many tests fit into one address. */
const TESTS_AT_ONCE = 50;

/** All rows that pass one of the tests, `each`: as many for a test at most; none when there is no test. */
export async function matching<T>(
  http: Session,
  path: string,
  schema: z.ZodType<T>,
  { always, tests, each = Infinity }: { always: string; tests: readonly string[]; each?: number },
  signal?: AbortSignal,
): Promise<T[]> {
  const list: T[] = [];
  for (let from = 0; from < tests.length; from += TESTS_AT_ONCE) {
    const those = tests.slice(from, from + TESTS_AT_ONCE);
    const filter = `${always} and (${those.join(' or ')})`;
    list.push(...(await all(http, path, schema, { filter, most: each * those.length }, signal)));
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
  let seen: ReadonlySet<string> = new Set();
  let from = since.toISOString();
  let skip = 0;
  let barren = 0;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const asked = { ...query, filter: `${filter} and lastModifiedOn ge ${from}`, orderBy };
    const rows = await read(http, path, asked, skip, signal);
    const shown = new Map(rows.map((row) => [fingerprint(row), row]));
    const news = [...shown].flatMap(([print, row]) => (seen.has(print) ? [] : [changedRow(row, path)]));
    barren = news.length === 0 ? barren + 1 : 0;
    // One page that shows only what is known is the overlap; a second one is a server that takes no notice of `$skip`.
    if (rows.length === 0 || barren === 2) return;
    if (news.length > 0) yield news;
    const last = changedRow(rows.at(-1), path).changedAt;
    const moved = last > from;
    // Only what this page shows, or what changed in the same instant, can come again: the rest need not be kept.
    seen = new Set(moved ? shown.keys() : [...seen, ...shown.keys()]);
    skip = moved ? 0 : skip + rows.length;
    from = moved ? last : from;
  }
}

const changedRow = (row: unknown, path: string): ChangedRow => ({
  row,
  changedAt: fitting(changeHead, row, `a row of ${path}`).lastModifiedOn,
});

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
