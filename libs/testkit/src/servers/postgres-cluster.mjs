import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { dataOutside, mayReach } from './postgres-binaries.mjs';

const PASSWORD_FILE = 'backhaul.password';

/**
 * @typedef {{ bin: string, dir: string, identity: import('./postgres-binaries.mjs').Identity }} Cluster
 */

/** @param {string} dir */
export function hasCluster(dir) {
  return existsSync(join(dir, 'PG_VERSION'));
}

/**
 * The password that the cluster was made with.
 * @param {string} dir
 */
export function passwordOf(dir) {
  return readFileSync(join(dir, PASSWORD_FILE), 'utf8').trim();
}

/**
 * Written beside and renamed: a start that is killed half-way leaves no half cluster.
 * @param {Cluster & { durable: boolean }} o
 */
export function createCluster(o) {
  // Renaming over it below would delete what somebody keeps there.
  if (existsSync(o.dir) && readdirSync(o.dir).length > 0)
    throw new Error(`${o.dir} holds files that are not a Postgres cluster. Choose another folder, or empty it.`);
  const making = `${o.dir}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true, mode: 0o700 });
  own(making, o.identity);
  const passwordFile = `${making}.password`;
  writeFileSync(passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 });
  own(passwordFile, o.identity);
  // The builtin locale sorts the same on every machine.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const made = spawnSync(
    join(o.bin, 'initdb'),
    [`--pgdata=${making}`, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...locale].concat(
      o.durable ? [] : ['--no-sync'],
    ),
    { encoding: 'utf8', ...o.identity, cwd: '/' },
  );
  if (made.status !== 0) {
    rmSync(making, { recursive: true, force: true });
    throw new Error(`Could not create a Postgres cluster in ${o.dir}: ${made.error?.message ?? made.stderr.trim()}`);
  }
  renameSync(passwordFile, join(making, PASSWORD_FILE));
  rmSync(o.dir, { recursive: true, force: true });
  renameSync(making, o.dir);
}

/**
 * The data directory itself, or, where the postgres user cannot get to it, a link to one that it can.
 * @param {string} dir
 * @param {import('./postgres-binaries.mjs').Identity} identity
 */
export function usableDirectory(dir, identity) {
  mkdirSync(dirname(dir), { recursive: true });
  if (lstatSync(dir, { throwIfNoEntry: false })?.isSymbolicLink())
    return existsSync(dir) ? realpathSync(dir) : relink(dir);
  if (mayReach(identity, dirname(dir))) return dir;
  return relink(dir);
}

/** @param {string} dir */
function relink(dir) {
  const outside = dataOutside(dir);
  // No link yet, or a broken one: the folder was removed to start anew, and so is its data.
  rmSync(outside, { recursive: true, force: true });
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(outside, { recursive: true });
  symlinkSync(outside, dir);
  return outside;
}

/**
 * @param {string} path
 * @param {import('./postgres-binaries.mjs').Identity} identity
 */
function own(path, identity) {
  if (identity.uid !== undefined && identity.gid !== undefined) chownSync(path, identity.uid, identity.gid);
}
