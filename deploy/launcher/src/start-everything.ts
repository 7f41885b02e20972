import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ServiceName } from '@backhaul/contracts';
import type { ConfigFile, Role } from '@backhaul/service-kit';
import { startEmbeddedPostgres } from '@backhaul/testkit';
import { playDay } from './demo/play-day.js';
import { openWorld, type World } from './demo/world.js';
import { writeAddresses } from './addresses-file.js';
import { startKafka } from './kafka.js';
import { openSecrets, sha256, type KeptSecrets } from './kept-secrets.js';
import type { LogFile } from './log-file.js';
import type { Options } from './options.js';
import { portsFrom, type SimulatorName } from './ports.js';
import { configOf } from './product/config.js';
import { startProduct, type Product } from './product/product.js';
import { provision } from './product/provision.js';
import type { Teardown } from './teardown.js';
import { addresses } from './welcome.js';

/** What a start works with. */
export interface StartParts {
  readonly options: Options;
  /** Merchants of one's own; null for the demo. */
  readonly own: ConfigFile['merchants'] | null;
  readonly teardown: Teardown;
  /** Aborted once the process is told to stop: then no further step begins. */
  readonly asked: AbortSignal;
  readonly say: (line: string) => void;
  readonly log: LogFile;
}

type Run = StartParts & { readonly secrets: KeptSecrets };

const roles: readonly Role[] = ['viewer', 'operator', 'finance', 'admin'];

/** How quickly the demo looks around: nobody waits for a real interval in front of a screen. */
const intervals = { sweepSeconds: 5, pollSeconds: 1, processGraceSeconds: 10 };

/** Starts servers and services, plays the day, and says where everything is. */
export async function startEverything(parts: StartParts): Promise<void> {
  const { options, own, teardown, asked, say } = parts;
  await step(asked);
  const run = { ...parts, secrets: openSecrets(options.dir) };
  const world = own === null ? await startWorld(run) : null;
  await step(asked);
  const config = await startServers(run, world?.merchants ?? own ?? []);
  await step(asked);
  const product = await startServices(run, config);
  await step(asked);
  const viewer = run.secrets.of('token.viewer');
  const played = world !== null && options.demo ? await playDay({ world, product, viewer, say, teardown, asked }) : [];
  const tokens = roles.map((role) => [role, run.secrets.of(`token.${role}`)] as const);
  say(addresses({ product, world, merchants: config.merchants, tokens, example: played[0] ?? null, dir: options.dir }));
}

/** A signal is only seen between two turns; whatever it was that kept us busy until here. */
async function step(asked: AbortSignal): Promise<void> {
  await nextTurn();
  asked.throwIfAborted();
}

async function startWorld({ options, secrets, teardown, say }: Run): Promise<World> {
  say('Starting the simulators of Loop, Shopify, AIMS360, RLM and a 3PL');
  const ports = portsFrom(options.ports);
  const world = await openWorld(
    { stateDir: join(options.dir, 'simulators'), portOf: (name: SimulatorName) => ports.simulator(name) },
    {
      secretOf: (name) => secrets.of(name),
      webhookUrl: (service: ServiceName, path) => `http://127.0.0.1:${ports.service(service)}${path}`,
      intervals,
    },
  );
  teardown.add('the simulators', () => world.close());
  return world;
}

async function startServers(run: Run, merchants: ConfigFile['merchants']): Promise<ConfigFile> {
  const { options, secrets, teardown, asked, say } = run;
  const ports = portsFrom(options.ports);
  // Kafka first: what it lacks on this machine is said before anything else takes its time.
  const brokers = options.bus === 'kafka' ? await startKafka(run, ports.kafka) : null;
  await step(asked);
  say(`Starting Postgres on port ${ports.postgres}`);
  const postgres = await startEmbeddedPostgres({
    dir: join(options.dir, 'postgres'),
    port: ports.postgres,
    persistent: true,
  });
  teardown.add('Postgres', () => postgres.stop());
  return configOf({
    databases: await provision(postgres.url, (owner) => secrets.of(`postgres.${owner}`)),
    brokers,
    merchants,
    tokens: roles.map((role) => ({ name: role, role, sha256: sha256(secrets.of(`token.${role}`)) })),
    portOf: (service) => ports.service(service),
    logLevel: 'info',
    takeOverSeconds: 3,
  });
}

/** The services' own log goes to a file: what is printed here is for people. */
async function startServices({ options, log, teardown, say }: Run, config: ConfigFile): Promise<Product> {
  say('Starting the five services');
  const source = options.config ?? 'The configuration of the demo';
  const product = await startProduct({ config, source, logTo: log });
  teardown.add('the services', () => product.stop());
  writeAddresses(options.dir, product.services);
  return product;
}
