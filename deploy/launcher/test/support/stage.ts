import { randomBytes } from 'node:crypto';
import type { ServiceName } from '@backhaul/contracts';
import type { ConfigFile } from '@backhaul/service-kit';
import { testKafka, waitFor } from '@backhaul/testkit';
import {
  configOf,
  freePorts,
  ledgerClient,
  openWorld,
  provision,
  sha256,
  unprovision,
  type LedgerClient,
  type World,
} from '../../src/index.js';

/** Two merchants in simulated systems, databases and a bus of this test's own, and the configuration that fits. */
export interface Stage {
  readonly world: World;
  readonly config: ConfigFile;
  readonly ledger: LedgerClient;
  urlOf(service: ServiceName): string;
  /** The service's database, as a superuser: for what no service may do to itself. */
  adminUrlOf(service: ServiceName): string;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly bus: 'postgres' | 'kafka';
  /** Seconds. Shorter ones would use up the vendors' calls per minute: a sweep of Loop is five calls. */
  readonly sweepSeconds?: number;
  readonly pollSeconds?: number;
}

const TOKEN = 'viewer-of-this-test';

/** Sets the stage; the services are the test's to start. */
export async function setStage({ bus, sweepSeconds = 3, pollSeconds = 0.7 }: StageOptions): Promise<Stage> {
  const server = process.env['BACKHAUL_TEST_POSTGRES_URL'] ?? '';
  const prefix = `e2e_${randomBytes(4).toString('hex')}`;
  const databases = await provision(server, () => 'of-this-test', prefix);
  const ports = await freePorts();
  const urlOf = (service: ServiceName): string => `http://127.0.0.1:${ports[service]}`;
  const world = await openWorld(
    { portOf: () => 0 },
    {
      secretOf: (name) => `secret of ${name}`,
      webhookUrl: (service, path) => `${urlOf(service)}${path}`,
      intervals: { sweepSeconds, pollSeconds, processGraceSeconds: 3 },
    },
  );
  const brokers = bus === 'kafka' ? (await testKafka()).brokers : null;
  const config = configOf({
    databases,
    brokers,
    prefix: `${prefix.replace('_', '-')}.`,
    merchants: world.merchants,
    tokens: [{ name: 'test', role: 'viewer', sha256: sha256(TOKEN) }],
    portOf: (service) => ports[service],
    logLevel: 'warn',
    takeOverSeconds: 3,
  });
  return {
    world,
    config,
    urlOf,
    adminUrlOf: (service) => Object.assign(new URL(server), { pathname: new URL(databases[service]).pathname }).href,
    ledger: ledgerClient(urlOf('ledger'), TOKEN),
    async close() {
      await world.close();
      await unprovision(server, prefix);
    },
  };
}

/** Waits until the return's history shows this, and gives all of its lines. */
export function seen(ledger: LedgerClient, returnId: string, type: string, timeoutMs = 30_000): Promise<string[]> {
  return waitFor(
    `${type} in the history of ${returnId}`,
    async () => {
      const history = await ledger.history(returnId);
      return history.some((line) => line.type === type) && history.map((line) => line.text);
    },
    { timeoutMs, everyMs: 100 },
  );
}

/** Waits until these returns are settled. */
export function settled(ledger: LedgerClient, returnIds: readonly string[], timeoutMs = 60_000): Promise<true> {
  return waitFor(
    `settled: ${returnIds.join(', ')}`,
    async () => {
      const listed = await ledger.returns();
      const open = returnIds.filter((id) => listed.find((each) => each.returnId === id)?.status !== 'settled');
      if (open.length === 0) return true;
      const waiting = listed.filter((each) => open.includes(each.returnId));
      throw new Error(
        waiting.map((each) => `${each.returnId}: ${each.status}, waits for ${each.waitingFor.join('; ')}`).join(' | '),
      );
    },
    { timeoutMs, everyMs: 150 },
  );
}
