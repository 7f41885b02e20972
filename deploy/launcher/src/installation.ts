import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BackhaulError } from '@backhaul/contracts';
import type { Options } from './options.js';
import { isAlive, leftServers, postgresData } from './servers-left.js';

/** What must stay the same from run to run of one data folder. */
interface Installation {
  readonly bus: Options['bus'];
  readonly merchants: 'demo' | 'own';
}

/** A server of a run that was killed stops by itself within this time. */
const LEAVES_WITHIN_MS = 5_000;

/**
 * Opens the data folder. What is under way lies on one bus and belongs to its merchants: a run with another bus, or with
 * other merchants, would lose sight of it.
 * @throws BackhaulError IN_USE, INSTALLATION_DIFFERS or FOLDER_DAMAGED, which say how to go on
 */
export async function openInstallation({ dir, bus, fresh, config }: Options): Promise<void> {
  assertUnused(dir);
  const file = join(dir, 'installation.json');
  // Only what we made ourselves is forgotten.
  if (fresh && existsSync(file)) await forget(dir);
  mkdirSync(dir, { recursive: true });
  const wanted: Installation = { bus, merchants: config === null ? 'demo' : 'own' };
  if (!existsSync(file)) return writeFileSync(file, JSON.stringify(wanted));
  const before = read(file, dir);
  if (before.bus === wanted.bus && before.merchants === wanted.merchants) return;
  const told = `--bus ${before.bus} and ${before.merchants === 'demo' ? 'the demo' : 'a --config'}`;
  throw new BackhaulError(
    'INSTALLATION_DIFFERS',
    `${dir} was made with ${told}. Start with these again, add --fresh to forget what it holds, or choose another --dir.`,
  );
}

function assertUnused(dir: string): void {
  const server = leftServers(dir).find(({ owner }) => owner !== process.pid && isAlive(owner));
  if (server === undefined) return;
  throw new BackhaulError(
    'IN_USE',
    `Backhaul already runs on ${dir} (process ${server.owner}). Stop that one first, or start a second one beside it: ` +
      'npm start -- --dir DIR --ports N',
  );
}

function read(file: string, dir: string): Installation {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Installation;
  } catch (cause) {
    throw new BackhaulError(
      'FOLDER_DAMAGED',
      `${file} cannot be read. Add --fresh to forget what ${dir} holds, or choose another --dir.`,
      { cause },
    );
  }
}

async function forget(dir: string): Promise<void> {
  for (const deadline = Date.now() + LEAVES_WITHIN_MS; leftServers(dir).length > 0; await pause(50)) {
    const [left] = leftServers(dir);
    if (left === undefined || Date.now() < deadline) continue;
    throw new BackhaulError(
      'IN_USE',
      `The ${left.what} of an earlier run still uses ${dir} (process ${left.pid}). End that process, then start again.`,
    );
  }
  const data = postgresData(dir);
  const ours = [
    'postgres',
    'postgres.log',
    'kafka',
    'simulators',
    'backhaul.log',
    'backhaul.log.1',
    'secrets.json',
    'addresses.json',
  ];
  // The mark goes last: what is cut short here is done again by the next --fresh.
  const paths = [data, `${data}.log`, ...[...ours, 'installation.json'].map((name) => join(dir, name))];
  for (const path of paths) rmSync(path, { recursive: true, force: true });
}
