import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@backhaul/contracts';
import { readConfigFile, type ConfigFile, type Role } from '@backhaul/service-kit';
import { startEmbeddedPostgres, startLocalKafka } from '@backhaul/testkit';
import { playDay } from './demo/play-day.js';
import { openWorld, type World } from './demo/world.js';
import { openInstallation } from './installation.js';
import { openSecrets, sha256, type KeptSecrets } from './kept-secrets.js';
import type { Options } from './options.js';
import { portsFrom, type Ports } from './ports.js';
import { configOf } from './product/config.js';
import { startProduct, type Product } from './product/product.js';
import { provision } from './product/provision.js';
import { Teardown } from './teardown.js';
import { addresses } from './welcome.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const roles: readonly Role[] = ['viewer', 'operator', 'finance', 'admin'];

/** How quickly the demo looks around: nobody waits for a real interval in front of a screen. */
const intervals = { sweepSeconds: 5, pollSeconds: 0.5, processGraceSeconds: 10 };

/** Starts everything, plays the day, and stays up until it is told to stop. */
export async function runLauncher(options: Options): Promise<void> {
  const teardown = new Teardown();
  stopOnSignals(teardown);
  try {
    await start(options, teardown);
  } catch (error) {
    await teardown.run(say);
    throw error;
  }
}

async function start(options: Options, teardown: Teardown): Promise<void> {
  openInstallation(options);
  const secrets = openSecrets(options.dir);
  const ports = portsFrom(options.ports);
  const world = options.config === null ? await startWorld(options, ports, secrets, teardown) : null;
  const merchants = world?.merchants ?? ownMerchants(options.config ?? '');
  const config = await infrastructure(options, ports, secrets, merchants, teardown);
  say('Starting the five services');
  const product = await startServices(options, config, teardown);
  const viewer = secrets.of('token.viewer');
  if (world !== null && options.demo) await playDay({ world, product, viewer, say, teardown });
  say(
    addresses({ product, world, tokens: roles.map((role) => [role, secrets.of(`token.${role}`)]), dir: options.dir }),
  );
}

function startWorld(options: Options, ports: Ports, secrets: KeptSecrets, teardown: Teardown): Promise<World> {
  say('Starting simulators of Loop, Shopify, AIMS360, RLM and a 3PL');
  const webhookUrl = (service: ServiceName, path: string): string =>
    `http://127.0.0.1:${ports.service(service)}${path}`;
  const places = {
    stateDir: join(options.dir, 'simulators'),
    portOf: (name: Parameters<Ports['simulator']>[0]) => ports.simulator(name),
  };
  return openWorld(places, { secretOf: (name) => secrets.of(name), webhookUrl, intervals }).then((world) => {
    teardown.add('the simulators', () => world.close());
    return world;
  });
}

async function infrastructure(
  options: Options,
  ports: Ports,
  secrets: KeptSecrets,
  merchants: ConfigFile['merchants'],
  teardown: Teardown,
): Promise<ConfigFile> {
  say(`Starting Postgres on port ${ports.postgres}`);
  const postgres = await startEmbeddedPostgres({
    dir: join(options.dir, 'postgres'),
    port: ports.postgres,
    persistent: true,
    log: say,
  });
  teardown.add('Postgres', () => postgres.stop());
  const databases = await provision(postgres.url, (owner) => secrets.of(`postgres.${owner}`));
  const brokers = options.bus === 'kafka' ? await startKafka(options, ports, teardown) : null;
  return configOf({
    databases,
    brokers,
    merchants,
    tokens: roles.map((role) => ({ name: role, role, sha256: sha256(secrets.of(`token.${role}`)) })),
    portOf: (service) => ports.service(service),
    logLevel: 'info',
    takeOverSeconds: 3,
  });
}

async function startKafka(options: Options, ports: Ports, teardown: Teardown): Promise<string[]> {
  say(`Starting Kafka on port ${ports.kafka} (the first start fetches it: about a minute)`);
  const kafka = await startLocalKafka({ dir: join(options.dir, 'kafka'), port: ports.kafka, log: say });
  teardown.add('Kafka', () => kafka.stop());
  return kafka.brokers;
}

/** The services' own log goes to a file: what is printed here is for people. */
async function startServices(options: Options, config: ConfigFile, teardown: Teardown): Promise<Product> {
  const log = createWriteStream(join(options.dir, 'backhaul.log'), { flags: 'a' });
  teardown.add('the log', () => new Promise<void>((resolve) => log.end(resolve)));
  const source = options.config ?? 'the configuration of the demo';
  const product = await startProduct({ config, source, logTo: log });
  teardown.add('the services', () => product.stop());
  return product;
}

/** @throws BackhaulError CONFIG_INVALID when the file cannot be read or has no list of merchants */
function ownMerchants(file: string): ConfigFile['merchants'] {
  const { merchants } = readConfigFile(file) as { merchants?: ConfigFile['merchants'] };
  return merchants ?? [];
}

/** One signal stops everything cleanly; a second one does not wait. */
function stopOnSignals(teardown: Teardown): void {
  let asked = false;
  const stop = (): void => {
    if (asked) process.exit(130);
    asked = true;
    say('\nStopping …');
    void teardown.run(say).then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
