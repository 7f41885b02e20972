import type { Queryable } from '@backhaul/event-store';
import type { Projection } from './projection.js';
import { createTable, schemaOf } from './table-sql.js';

/** What readers see of a projection now. */
export interface Shown {
  readonly id: string;
  readonly version: number;
  readonly state: 'live' | 'superseded';
}

/** The generation that readers see; undefined when none was ever finished. */
export async function shownGeneration(db: Queryable, { name }: Projection): Promise<Shown | undefined> {
  const { rows } = await db.query(
    `SELECT id::text, version, state FROM projection.generation WHERE name = $1 AND state IN ('live', 'superseded')`,
    [name],
  );
  return (rows as Shown[])[0];
}

/** Makes the tables of a new generation, after dropping what nobody sees any more. Returns its id. */
export async function createGeneration(tx: Queryable, projection: Projection): Promise<string> {
  await dropUnseen(tx, projection);
  const { rows } = await tx.query(
    `INSERT INTO projection.generation (name, version, state) VALUES ($1, $2, 'building') RETURNING id::text`,
    [projection.name, projection.version],
  );
  const [{ id }] = rows as [{ id: string }];
  const schema = schemaOf(projection, id);
  await tx.query(`CREATE SCHEMA ${schema}`);
  for (const table of projection.tables) {
    for (const statement of createTable(schema, table)) await tx.query(statement);
  }
  return id;
}

/** Shows a generation: from here on writers write to it and readers read it. Only under the lock of `lockWriters`. */
export async function show(tx: Queryable, projection: Projection, id: string): Promise<void> {
  const before = await shownGeneration(tx, projection);
  await tx.query(
    `UPDATE projection.generation SET state = 'retired' WHERE name = $1 AND state IN ('live', 'superseded')`,
    [projection.name],
  );
  await tx.query(`UPDATE projection.generation SET state = 'live' WHERE id = $1`, [id]);
  await tx.query(`CREATE SCHEMA IF NOT EXISTS ${projection.schema}`);
  for (const { name } of projection.tables) {
    const view = `${projection.schema}.${name}`;
    // Replaced in place where the columns are the same, so that it keeps what an administrator granted on it.
    if (before?.version !== projection.version) await tx.query(`DROP VIEW IF EXISTS ${view}`);
    await tx.query(`CREATE OR REPLACE VIEW ${view} AS SELECT * FROM ${schemaOf(projection, id)}.${name}`);
  }
}

/** Keeps every writer of the projection out until the transaction ends; waits at most `ms` for those that are under way. */
export async function lockWriters(tx: Queryable, { name }: Projection, ms: number): Promise<void> {
  await tx.query(`SET LOCAL lock_timeout = ${ms}`);
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('projection ' || $1, 0))`, [name]);
}

/** Older processes go on showing it, but it is no longer kept for every event: a newer version will take its place. */
export async function supersede(db: Queryable, { name, version }: Projection): Promise<void> {
  await db.query(
    `UPDATE projection.generation SET state = 'superseded' WHERE name = $1 AND state = 'live' AND version < $2`,
    [name, version],
  );
}

async function dropUnseen(tx: Queryable, projection: Projection): Promise<void> {
  const { rows } = await tx.query(
    `DELETE FROM projection.generation WHERE name = $1 AND state IN ('building', 'retired') RETURNING id::text`,
    [projection.name],
  );
  for (const { id } of rows as { id: string }[]) {
    await tx.query(`DROP SCHEMA IF EXISTS ${schemaOf(projection, id)} CASCADE`);
  }
}
