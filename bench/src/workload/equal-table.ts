import { eventStoreMigrations, type NewEvent } from '@backhaul/event-store';
import pg, { type Pool } from 'pg';
import type { BenchContext } from '../harness/benchmark.js';

/** A database with the event store, and beside it `raw.events`: the same columns, defaults, checks, keys and indexes. */
export async function eventStoreBesideRaw(ctx: BenchContext, connections: number): Promise<Pool> {
  const { url } = await ctx.database({ migrations: eventStoreMigrations });
  const pool = new pg.Pool({ connectionString: url, max: connections });
  ctx.defer(() => pool.end());
  await pool.query('CREATE SCHEMA raw');
  await pool.query('CREATE TABLE raw.events (LIKE event_store.events INCLUDING ALL)');
  return pool;
}

const columns = [
  'stream_id text',
  'version integer',
  'event_id uuid',
  'type text',
  'schema_version integer',
  'data json',
  'subject text',
  'partition_key text',
  'merchant_id text',
  'correlation_id text',
  'causation_id text',
  'occurred_at timestamptz',
  'published boolean',
].map((column) => column.split(' ') as [string, string]);

const names = columns.map(([name]) => name).join(', ');

/** What one writes by hand for a single row. */
export const insertOne = `INSERT INTO raw.events (${names}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')})`;

/** What one writes by hand for many rows: an array for each column. */
export const insertMany = `INSERT INTO raw.events (${names}) SELECT * FROM unnest(${columns
  .map(([, type], at) => `$${at + 1}::${type}[]`)
  .join(', ')})`;

/** The values of `insertOne`. */
export function valuesOf(streamId: string, version: number, event: NewEvent): unknown[] {
  return [
    streamId,
    version,
    event.eventId,
    event.type,
    event.schemaVersion,
    JSON.stringify(event.data),
    event.subject,
    event.partitionKey,
    event.merchantId,
    event.correlationId,
    event.causationId,
    event.occurredAt,
    event.published,
  ];
}
