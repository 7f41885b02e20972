import type { Projection, ProjectionTable } from './projection.js';

/** Where the tables of a generation are. */
export function schemaOf({ schema, name }: Projection, generation: string): string {
  return `${schema}_${name}_${generation}`;
}

/** The table, then its indexes. They are there from the start: one built at the end would hold back every reader of events. */
export function createTable(schema: string, table: ProjectionTable): string[] {
  const { name, columns, primaryKey, indexes = {} } = table;
  const lines = Object.entries(columns).map(([column, type]) => `${quoted(column)} ${type}`);
  return [
    `CREATE TABLE ${schema}.${name} (${lines.join(', ')}, PRIMARY KEY (${primaryKey.join(', ')}))`,
    ...Object.entries(indexes).map(([index, on]) => `CREATE INDEX ${index} ON ${schema}.${name} ${on}`),
  ];
}

/** Adds rows, one JSON array for each table: $1, $2 … in the order of the tables. */
export function insertRows(schema: string, tables: readonly ProjectionTable[]): string {
  const inserts = tables.map(
    ({ name }, index) =>
      `into_${name} AS (INSERT INTO ${schema}.${name} SELECT * FROM ${given(schema, name, `$${index + 1}`)})`,
  );
  return `WITH ${inserts.join(', ')} SELECT`;
}

/** Takes the rows of owners out of every table. $1 owners. */
export function deleteRows(schema: string, tables: readonly ProjectionTable[]): string {
  const deletes = tables.map(
    ({ name, owner }) => `out_of_${name} AS (DELETE FROM ${schema}.${name} WHERE ${owner} = ANY($1::text[]))`,
  );
  return `WITH ${deletes.join(', ')} SELECT`;
}

/** Brings the rows of one owner up to date and leaves alone those that say the same. $1 owner, $2 … rows of each table. */
export function replaceRows(schema: string, tables: readonly ProjectionTable[]): string {
  return `WITH ${tables.flatMap((table, index) => replaceIn(schema, table, `$${index + 2}`)).join(', ')} SELECT`;
}

function replaceIn(schema: string, { name, owner, columns, primaryKey }: ProjectionTable, rows: string): string[] {
  const others = Object.keys(columns).filter((column) => !primaryKey.includes(column));
  const listed = (of: string): string => others.map((column) => `${of}.${quoted(column)}`).join(', ');
  const set = others.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ');
  const same = primaryKey.map((column) => `kept.${column} = known.${column}`).join(' AND ');
  return [
    `new_${name} AS MATERIALIZED (SELECT * FROM ${given(schema, name, rows)})`,
    `out_of_${name} AS (DELETE FROM ${schema}.${name} AS known WHERE ${owner} = $1
      AND NOT EXISTS (SELECT FROM new_${name} AS kept WHERE ${same}))`,
    `into_${name} AS (INSERT INTO ${schema}.${name} AS known SELECT * FROM new_${name}
      ON CONFLICT (${primaryKey.join(', ')}) DO UPDATE SET ${set}
      WHERE (${listed('known')}) IS DISTINCT FROM (${listed('excluded')}))`,
  ];
}

/** Owners whose rows are not the given ones. $1 owners, $2 … rows of each table. */
export function differingOwners(schema: string, tables: readonly ProjectionTable[]): string {
  const sides = tables.map(({ name, owner, columns }, index) => {
    const listed = Object.keys(columns).map(quoted).join(', ');
    const stands = `SELECT ${listed} FROM ${schema}.${name} WHERE ${owner} = ANY($1::text[])`;
    const should = `SELECT ${listed} FROM ${given(schema, name, `$${index + 2}`)}`;
    return `SELECT ${owner} AS owner FROM (((${stands}) EXCEPT (${should})) UNION ALL ((${should}) EXCEPT (${stands}))) AS ${name}`;
  });
  return `${sides.join(' UNION ')} ORDER BY owner`;
}

/** Owners of rows behind whom no stream stands. $1 what the streams' ids start with, $2 owner to go on after, $3 how many to look at. */
export function owners(schema: string, { name, owner }: ProjectionTable): string {
  return `SELECT owner, NOT EXISTS (SELECT FROM event_store.events WHERE stream_id = ($1 || owner) COLLATE "default") AS stray
    FROM (SELECT DISTINCT ${owner} AS owner FROM ${schema}.${name} WHERE ${owner} > $2 ORDER BY ${owner} LIMIT $3) AS page
    ORDER BY owner`;
}

/** Number of rows, and a sum over them that does not depend on their order. $1 owners to leave out. */
export function checksum(schema: string, { name, owner }: ProjectionTable): string {
  return `SELECT count(*)::float8 AS rows, coalesce(sum(hashtextextended(one::text, 0)), 0)::text AS sum
    FROM ${schema}.${name} AS one WHERE NOT (${owner} = ANY($1::text[]))`;
}

function given(schema: string, table: string, rows: string): string {
  return `jsonb_populate_recordset(NULL::${schema}.${table}, ${rows}::jsonb)`;
}

const quoted = (column: string): string => `"${column}"`;
