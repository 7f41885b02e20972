import { findOrStartServers } from '../src/servers/test-servers.mjs';
import { running } from './running.mjs';

/** Runs once, before the workers start: they inherit the addresses. Both workers share the two servers. */
export default async function globalSetup() {
  const servers = await findOrStartServers((line) => process.stderr.write(`${line}\n`));
  process.env['BACKHAUL_TEST_POSTGRES_URL'] = servers.postgresUrl;
  process.env['BACKHAUL_TEST_KAFKA_BROKERS'] = servers.brokers;
  running.servers = servers;
}
