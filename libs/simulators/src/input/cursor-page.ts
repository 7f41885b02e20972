import type { Refuse } from './reader.js';

const DEFAULT_LIMIT = 100;
const LARGEST_LIMIT = 500;

/** What a list is ordered by. */
export interface Listed {
  readonly id: string;
  readonly updated_at: string;
}

const positionOf = (row: Listed): string => `${row.updated_at}|${row.id}`;
const encode = (position: string): string => Buffer.from(position).toString('base64url');

const sinceOf = (query: URLSearchParams, refuse: Refuse): string => {
  const since = query.get('updated_since');
  if (since === null) return '';
  if (Number.isNaN(Date.parse(since))) throw refuse("The parameter 'updated_since' must be an ISO-8601 timestamp.");
  return new Date(since).toISOString();
};

const limitOf = (query: URLSearchParams, refuse: Refuse): number => {
  const text = query.get('limit') ?? String(DEFAULT_LIMIT);
  if (!/^[1-9]\d*$/.test(text)) throw refuse("The parameter 'limit' must be a whole number above zero.");
  return Math.min(Number(text), LARGEST_LIMIT);
};

/**
 * A page in order of `(updated_at, id)`, `?updated_since=&limit=&cursor=`; rows at the very time of `updated_since` are in
 * (contracts/rlm-and-3pl.md §1.4, §3.1).
 */
export const cursorPage = <Row extends Listed>(
  rows: readonly Row[],
  query: URLSearchParams,
  refuse: Refuse,
): { items: Row[]; next_cursor: string | null } => {
  const cursor = query.get('cursor');
  const after = cursor === null ? '' : Buffer.from(cursor, 'base64url').toString('utf8');
  const since = sinceOf(query, refuse);
  const limit = limitOf(query, refuse);
  const rest = rows
    .filter((row) => row.updated_at >= since && positionOf(row) > after)
    .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, next_cursor: rest.length > limit && last !== undefined ? encode(positionOf(last)) : null };
};
