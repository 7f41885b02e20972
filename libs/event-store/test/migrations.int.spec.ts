import { afterAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '@backhaul/testkit';
import { eventStoreMigrations } from '../src/index.js';

let db: TestDatabase | undefined;
afterAll(async () => {
  await db?.drop();
});

describe('the migrations', () => {
  it('can be taken back and run again', async () => {
    db = await testDatabase({ migrations: eventStoreMigrations, name: 'event_store_migrations' });
    const source = new DataSource({ type: 'postgres', url: db.url, migrations: eventStoreMigrations });
    await source.initialize();
    for (const _ of eventStoreMigrations) await source.undoLastMigration();
    expect(await source.runMigrations()).toHaveLength(eventStoreMigrations.length);
    await source.destroy();
  });
});
