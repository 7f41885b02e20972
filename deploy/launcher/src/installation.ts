import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BackhaulError } from '@backhaul/contracts';
import type { Options } from './options.js';

/** What must stay the same from run to run of one data folder. */
interface Installation {
  readonly bus: Options['bus'];
  readonly ports: number;
  readonly demo: boolean;
}

/**
 * Opens the data folder. What is under way lies on one bus, and simulators know the addresses of our webhooks: a run with
 * other settings would lose sight of it.
 * @throws BackhaulError INSTALLATION_DIFFERS that says how to go on
 */
export function openInstallation({ dir, bus, ports, fresh, config }: Options): void {
  if (fresh) forget(dir);
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'installation.json');
  const wanted: Installation = { bus, ports, demo: config === null };
  if (!existsSync(file)) {
    writeFileSync(file, JSON.stringify(wanted));
    return;
  }
  const before = JSON.parse(readFileSync(file, 'utf8')) as Installation;
  if (before.bus === bus && before.ports === ports && before.demo === wanted.demo) return;
  const told = `--bus ${before.bus} --ports ${before.ports}${before.demo ? '' : ' and a --config'}`;
  throw new BackhaulError(
    'INSTALLATION_DIFFERS',
    `${dir} was made with ${told}. Start with these again, add --fresh to forget what it holds, or choose another --dir.`,
  );
}

/**
 * Where Postgres may not enter the folder (a home that is closed to others), its data lies elsewhere behind a link.
 * @throws BackhaulError IN_USE while another run has it
 */
function forget(dir: string): void {
  const link = join(dir, 'postgres');
  const data = existsSync(link) ? realpathSync(link) : link;
  const owner = `${data}.owner.json`;
  const pid = existsSync(owner) ? (JSON.parse(readFileSync(owner, 'utf8')) as { owner?: number }).owner : undefined;
  if (pid !== undefined && pid !== process.pid && isAlive(pid)) {
    throw new BackhaulError(
      'IN_USE',
      `${dir} is in use by another run (process ${pid}). Stop it first, or choose another --dir.`,
    );
  }
  for (const path of [data, owner, dir]) rmSync(path, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
