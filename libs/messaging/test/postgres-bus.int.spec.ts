import { postgresBus, postgresBusMigrations } from '@backhaul/messaging';
import { testDatabase } from '@backhaul/testkit';
import { conformanceSuite } from './conformance/suite.js';

conformanceSuite('Postgres', async () => {
  const database = await testDatabase({ migrations: postgresBusMigrations, name: 'bus' });
  const sessionMs = 1000;
  return {
    connect: async () => postgresBus({ pool: database.pool, sessionMs, redeliverMs: 100 }),
    sessionMs,
    deleteTopic: (topic) => database.pool.query('DELETE FROM bus.topic WHERE name = $1', [topic]),
    end: () => database.drop(),
  };
});
