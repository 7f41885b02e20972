import { describe, expect, it } from '@jest/globals';
import { testDatabase, testKafka } from '@backhaul/testkit';

describe('servers', () => {
  it('gives', async () => {
    const db = await testDatabase({ name: 'My test' });
    expect((await db.pool.query('select version() v')).rows[0].v).toContain('PostgreSQL 18');
    await db.drop();
    expect((await testKafka()).brokers).toHaveLength(1);
  });
});
