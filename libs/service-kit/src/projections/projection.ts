import type { NewEvent } from '@backhaul/event-store';

/** An event of a stream, whether it was read back or has just been appended. */
export type StreamEvent = NewEvent & { readonly streamId: string; readonly version: number };

/** A row by column name; whatever JSON can say. */
export type Row = Readonly<Record<string, unknown>>;

/** The rows of one stream, by table. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** One table of a projection. Every row of it belongs to one stream. */
export interface ProjectionTable {
  readonly name: string;
  /** Column that holds the stream's id without its category. */
  readonly owner: string;
  /** Definition of each column, such as `text NOT NULL`. */
  readonly columns: Readonly<Record<string, string>>;
  readonly primaryKey: readonly string[];
  /** What follows `ON <table>` for each index, such as `(merchant_id, opened_at DESC)`. */
  readonly indexes?: Readonly<Record<string, string>>;
}

/**
 * A read model: rows that are a pure function of a stream's events. That is what lets it be written with the events, built
 * again beside the live one, and checked against it.
 */
export interface Projection {
  /** `returns` */
  readonly name: string;
  /** Raise it when a table, or a row of the same events, changes: the next start builds the new one beside the old. */
  readonly version: number;
  /** Schema with a view for each table: always the generation that readers shall see. */
  readonly schema: string;
  /** First part of the ids of its streams. */
  readonly category: string;
  readonly tables: readonly ProjectionTable[];
  /** The rows of one stream, from all of its events in order. */
  rowsOf(stream: readonly StreamEvent[]): Rows;
}

/** What the ids of the projection's streams start with. */
export function prefixOf({ category }: Projection): string {
  return `${category}-`;
}

/** `journal-northfold-88120045` → `northfold-88120045` */
export function ownerOf(projection: Projection, streamId: string): string {
  return streamId.slice(prefixOf(projection).length);
}
