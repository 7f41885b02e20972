import type { QueryConfig, QueryResult } from 'pg';

/** What runs SQL: a `Pool`, or the client of an open transaction. */
export interface Queryable {
  query(text: string | QueryConfig, values?: unknown[]): Promise<QueryResult>;
}
