import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNames, type ServiceName } from '@backhaul/contracts';
import { parse } from 'yaml';
import { z } from 'zod';
import { Refused } from '../failures.js';
import type { Terminal } from '../terminal.js';

/** A service and the address of its API, without a slash at the end. */
export interface Service {
  name: string;
  url: string;
}

/** What of the services' own configuration file says where they are; everything else in it is none of our business. */
const file = z.looseObject({
  services: z.partialRecord(
    z.enum(serviceNames),
    z.looseObject({ http: z.looseObject({ host: z.string().default('127.0.0.1'), port: z.int() }) }),
  ),
});

/** How `npm start` names the file, in its data folder, with the addresses of what it runs. */
export const ADDRESSES = 'addresses.json';

/** The file that says where the services are. */
export function configFile(given: string | undefined, { env }: Pick<Terminal, 'env'>): string {
  const named = given ?? env['BACKHAUL_CONFIG'];
  if (named !== undefined && named !== '') return named;
  const found = ['backhaul.yaml', join('.backhaul', ADDRESSES)].find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Refused(
    'Where are the services? Name their configuration with --config FILE or BACKHAUL_CONFIG, or one address with --url URL.',
  );
}

/** The services of the file, in the order of the product, with the environment's addresses in place of the file's. */
export function servicesOf(path: string, { env }: Pick<Terminal, 'env'>): Service[] {
  const { services } = read(path);
  return serviceNames.flatMap((name) => {
    const http = services[name]?.http;
    if (http === undefined) return [];
    const host = fromEnvironment(env, name, 'HOST') ?? http.host;
    const port = fromEnvironment(env, name, 'PORT') ?? http.port;
    return [{ name, url: `http://${reachable(host)}:${port}` }];
  });
}

function read(path: string): z.infer<typeof file> {
  if (!existsSync(path)) throw new Refused(`There is no file ${path}. --config FILE or BACKHAUL_CONFIG name it.`);
  const tree = parsed(path);
  const checked = file.safeParse(tree);
  if (checked.success) return checked.data;
  throw new Refused(`${path} does not say where the services are:\n${z.prettifyError(checked.error)}`);
}

function parsed(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Refused(`${path} is not readable as YAML or JSON.`, { cause });
  }
}

function fromEnvironment(env: Terminal['env'], name: ServiceName, what: 'HOST' | 'PORT'): string | undefined {
  return env[`BACKHAUL_${name.toUpperCase().replaceAll('-', '_')}_HTTP_${what}`] || undefined;
}

/** A service that listens on every address is reached at this machine's own. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
