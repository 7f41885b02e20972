import type { ServiceName } from '@backhaul/contracts';
import {
  configOf,
  freePorts,
  openWorld,
  provision,
  sha256,
  unprovision,
  withLimits,
  type World,
} from '@backhaul/launcher';
import type { ConfigFile } from '@backhaul/service-kit';
import { randomBytes } from 'node:crypto';
import type { BenchContext } from '../harness/benchmark.js';

export interface InstallationOptions {
  readonly bus: 'kafka' | 'postgres';
  readonly intervals: { sweepSeconds: number; pollSeconds: number; processGraceSeconds: number };
  /** Calls per minute that each vendor takes and that we allow ourselves. Without it: as in reality. */
  readonly callsPerMinute?: number;
}

/** A whole installation for a benchmark: simulated systems, databases, a bus, and the configuration; the services are yours to start. */
export interface Installation {
  readonly world: World;
  readonly config: ConfigFile;
  /** Of the role viewer. */
  readonly token: string;
  readonly urlOf: (service: ServiceName) => string;
  readonly databaseOf: (service: ServiceName) => string;
}

const TOKEN = 'viewer-of-this-benchmark';

export async function installation(ctx: BenchContext, options: InstallationOptions): Promise<Installation> {
  const server = await serverOf(ctx);
  const prefix = `bench_${randomBytes(4).toString('hex')}`;
  ctx.defer(() => unprovision(server, prefix));
  const databases = await provision(server, () => 'of-this-benchmark', prefix);
  const ports = await freePorts();
  const urlOf = (service: ServiceName): string => `http://127.0.0.1:${ports[service]}`;
  const { bus, intervals, callsPerMinute } = options;
  const world = await openWorld(
    { portOf: () => 0 },
    {
      secretOf: (name) => `secret of ${name}`,
      webhookUrl: (service, path) => `${urlOf(service)}${path}`,
      intervals,
      ...(callsPerMinute === undefined ? {} : { lenient: { callsPerMinute } }),
    },
  );
  ctx.defer(() => world.close());
  const config = configOf({
    databases,
    brokers: bus === 'kafka' ? await ctx.kafka() : null,
    prefix: `${prefix.replace('_', '-')}.`,
    merchants: callsPerMinute === undefined ? world.merchants : withLimits(world.merchants, { callsPerMinute }),
    tokens: [{ name: 'bench', role: 'viewer', sha256: sha256(TOKEN) }],
    portOf: (service) => ports[service],
    logLevel: 'error',
    takeOverSeconds: 10,
  });
  return { world, config, token: TOKEN, urlOf, databaseOf: (service) => databases[service] };
}

/** A benchmark is given databases; their server takes more of them. */
async function serverOf(ctx: BenchContext): Promise<string> {
  const { url } = await ctx.database({ name: 'server' });
  const server = new URL(url);
  server.pathname = '/postgres';
  return server.toString();
}
