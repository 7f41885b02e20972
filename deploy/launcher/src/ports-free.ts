import { createServer } from 'node:net';
import { BackhaulError } from '@backhaul/contracts';
import type { Options } from './options.js';
import { listenersOf, simulatorNames, type Listener } from './ports.js';
import { leftServers } from './servers-left.js';

/** Distance between two runs side by side. */
const STEP = 100;
const LAST = 65_500;

/**
 * Asked before anything is started, for all ports at once: half a start is hard to read, and every service would tell of
 * another setting.
 * @throws BackhaulError PORT_IN_USE that names the ports and some that are free
 */
export async function assertPortsFree(options: Pick<Options, 'bus' | 'config' | 'ports' | 'dir'>): Promise<void> {
  // What a killed run left is taken over, or stopped, when its place is needed.
  const left = new Set<Listener['what']>(leftServers(options.dir).map((server) => server.what));
  const taken = await takenOf(listenersOf(options, options.ports).filter(({ what }) => !left.has(what)));
  if (taken.length === 0) return;
  const [ports, are] = taken.length === 1 ? ['Port', 'is'] : ['Ports', 'are'];
  throw new BackhaulError(
    'PORT_IN_USE',
    `${ports} ${listed(taken)} ${are} taken by another program. Stop it, or use other ports: npm start -- --ports ${await freeBlock(options)}`,
  );
}

function listed(taken: readonly Listener[]): string {
  const names = taken
    .slice(0, 3)
    .map(({ what, port }) => `${port} (${isSimulator(what) ? `simulator of ${what}` : what})`);
  return [...names, ...(taken.length > 3 ? [`${taken.length - 3} more`] : [])].join(', ');
}

const isSimulator = (what: string): boolean => simulatorNames.some((name) => name === what);

async function takenOf(listeners: readonly Listener[]): Promise<Listener[]> {
  const free = await Promise.all(listeners.map(({ port }) => isFree(port)));
  return listeners.filter((_, index) => free[index] === false);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function freeBlock(options: Pick<Options, 'bus' | 'config' | 'ports'>): Promise<string> {
  for (let first = options.ports + STEP; first <= LAST; first += STEP) {
    if ((await takenOf(listenersOf(options, first))).length === 0) return String(first);
  }
  return 'N';
}
