import { BackhaulError } from '@backhaul/contracts';
import type { Pool } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

/** Name that TypeORM files a migration under. */
const nameOf = (migration: MigrationClass): string => new migration().name ?? migration.name;

/**
 * Brings the database up to date. Replicas that start at once wait for each other on an advisory lock.
 * @throws BackhaulError DATABASE_NEWER when the database holds a migration that this code does not know
 */
export async function migrate(pool: Pool, source: DataSource, migrations: readonly MigrationClass[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtextextended('backhaul:migrations', 0))");
    await refuseNewer(source, migrations);
    await source.runMigrations({ transaction: 'each' });
  } finally {
    // Closing the connection frees the lock, also when a migration failed half way.
    client.release(true);
  }
}

async function refuseNewer(source: DataSource, migrations: readonly MigrationClass[]): Promise<void> {
  const [table] = await source.query<{ present: string | null }[]>('SELECT to_regclass($1)::text AS present', [
    `public.${tableOf(source)}`,
  ]);
  if (typeof table?.present !== 'string') return;
  const rows = await source.query<{ name: string }[]>(`SELECT name FROM public.${tableOf(source)}`);
  const known = new Set(migrations.map(nameOf));
  const newer = rows.map((row) => row.name).filter((name) => !known.has(name));
  if (newer.length === 0) return;
  throw new BackhaulError(
    'DATABASE_NEWER',
    `The database was migrated by a newer version (it has ${newer.join(', ')}). Start that version, or restore the database of this one.`,
  );
}

const tableOf = (source: DataSource): string => source.options.migrationsTableName ?? 'migrations';

/** TypeORM's view of the database: migrations and, for those who want it, entities. It never changes the schema by itself. */
export function dataSource(
  url: string,
  migrations: readonly MigrationClass[],
  migrationsTableName: string,
): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    // A role that is named like one of our schemas finds that one first, and would look for the list of migrations there.
    schema: 'public',
    synchronize: false,
    migrationsRun: false,
    migrationsTableName,
    migrations: [...migrations],
    logging: false,
    poolSize: 2,
  });
}
