import { join } from 'node:path';
import type { ServiceName } from '@backhaul/contracts';
import {
  configOf,
  freePorts,
  ledgerClient,
  openWorld,
  provision,
  sha256,
  withLimits,
  type LedgerClient,
  type Simulators,
  type World,
} from '@backhaul/launcher';
import { Outages } from './outages.js';
import { startBroker, startPostgres, type Server } from './servers.js';
import { Services } from './services.js';

export interface StageOptions {
  readonly dir: string;
  readonly bus: 'kafka' | 'postgres';
  readonly say: (line: string) => void;
}

/** Everything that takes part, up and running. */
export interface Stage {
  readonly simulators: Simulators;
  readonly services: Services;
  readonly servers: { readonly Postgres: Server; readonly Kafka: Server | null };
  readonly ledger: LedgerClient;
  readonly databases: Readonly<Record<ServiceName, string>>;
  close(): Promise<void>;
}

const TOKEN = 'viewer-of-the-chaos-run';

/** Lost answers, lost webhooks and dead processes are found within seconds instead of minutes. */
const PACE = {
  sweepSeconds: 6,
  pollSeconds: 1,
  processGraceSeconds: 3,
  timeoutSeconds: 3,
  takeOverSeconds: 6,
  /** More than five hundred returns need; budgets are proven elsewhere, here they would only slow the faults down. */
  callsPerMinute: 6_000,
} as const;

type Stop = () => Promise<void>;

/** Starts servers, simulators and services. What was started is stopped again when a later part fails. */
export async function setStage(options: StageOptions): Promise<Stage> {
  const started: Stop[] = [];
  const close = async (): Promise<void> => {
    for (const stop of started.toReversed()) await stop().catch((error: unknown) => options.say(String(error)));
  };
  try {
    return { ...(await assemble(options, (stop) => started.push(stop))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function assemble({ dir, bus }: StageOptions, toStop: (stop: Stop) => void): Promise<Omit<Stage, 'close'>> {
  const outages = new Outages();
  const postgres = await startPostgres(dir, outages);
  toStop(() => postgres.stop());
  const kafka = bus === 'kafka' ? await startBroker(dir, outages) : null;
  if (kafka !== null) toStop(() => kafka.stop());
  const databases = await provision(postgres.address, () => 'of-the-chaos-run');
  const ports = await freePorts();
  const urlOf = (service: ServiceName): string => `http://127.0.0.1:${ports[service]}`;
  const world = await openStores(urlOf);
  toStop(() => world.close());
  const { timeoutSeconds, callsPerMinute } = PACE;
  const config = configOf({
    databases,
    brokers: kafka === null ? null : kafka.address.split(','),
    // the same budgets on our side, and answers counted as lost after seconds
    merchants: withLimits(world.merchants, { timeoutSeconds, callsPerMinute }),
    tokens: [{ name: 'chaos', role: 'viewer', sha256: sha256(TOKEN) }],
    portOf: (service) => ports[service],
    logLevel: 'info',
    takeOverSeconds: PACE.takeOverSeconds,
  });
  const services = await Services.start({ config, urlOf, logDir: join(dir, 'logs'), outages });
  toStop(() => services.close());
  const ledger = ledgerClient(urlOf('ledger'), TOKEN);
  return { simulators: world.simulators, services, servers: { Postgres: postgres, Kafka: kafka }, ledger, databases };
}

const openStores = (urlOf: (service: ServiceName) => string): Promise<World> =>
  openWorld(
    { portOf: () => 0 },
    {
      secretOf: (name) => `secret of ${name}`,
      webhookUrl: (service, path) => `${urlOf(service)}${path}`,
      intervals: PACE,
      lenient: { callsPerMinute: PACE.callsPerMinute },
    },
  );
