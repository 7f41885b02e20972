export { freePort } from './servers/ports.mjs';
export { startEmbeddedPostgres } from './servers/postgres.mjs';
export { startLocalKafka } from './servers/kafka.mjs';
export { testDatabase, type TestDatabase } from './test-database.js';
export { testKafka } from './test-kafka.js';
export { waitFor, type Probe } from './wait-for.js';
export { specFor, type Decider, type Given, type Outcome, type Refusal } from './spec-for.js';
