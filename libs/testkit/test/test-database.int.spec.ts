import { describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { testDatabase } from '@backhaul/testkit';

class CreateShelf1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE shelf (label text PRIMARY KEY)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shelf');
  }
}

class FillShelf1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`INSERT INTO shelf VALUES ('first')`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM shelf');
  }
}

const migrations = [CreateShelf1700000000001, FillShelf1700000000002];

describe('testDatabase', () => {
  it('is a Postgres 18', async () => {
    const database = await testDatabase();
    const { rows } = await database.pool.query<{ version: string }>('SELECT version()');
    expect(rows[0]?.version).toMatch(/^PostgreSQL 18/);
    await database.drop();
  });

  it('runs the migrations in order, and gives every caller a database of its own', async () => {
    const [one, other] = await Promise.all([
      testDatabase({ migrations, name: 'Oak & Linen' }),
      testDatabase({ migrations, name: 'Oak & Linen' }),
    ]);
    await one.pool.query(`INSERT INTO shelf VALUES ('second')`);
    expect((await one.pool.query('SELECT label FROM shelf')).rows).toEqual([{ label: 'first' }, { label: 'second' }]);
    expect((await other.pool.query('SELECT label FROM shelf')).rows).toEqual([{ label: 'first' }]);
    expect(one.url).toMatch(/\/oak_linen_[0-9a-f]{12}$/);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('goes away even while somebody holds a connection to it', async () => {
    const kept = await testDatabase();
    const gone = await testDatabase({ name: 'gone' });
    const holder = await testDatabaseClient(gone.url);
    await gone.drop();
    const name = new URL(gone.url).pathname.slice(1);
    const { rows } = await kept.pool.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    expect(rows).toEqual([]);
    await holder.end().catch(() => undefined);
    await kept.drop();
  });
});

async function testDatabaseClient(url: string) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
