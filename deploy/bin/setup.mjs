/**
 * What `npm start`, `npm test` and `npm run check` do before their own work: the right Node, the dependencies of the lock
 * file, a built tree. Plain Node without dependencies, because there may be none yet.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareShopifySchema } from '../../libs/simulators/src/shopify/schema/official-files.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Something that the person at the keyboard has to put right: printed without a stack. */
export class SetupError extends Error {}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {string} [version] */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fine = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24;
  if (!fine)
    throw new SetupError(`Node ${version} is not supported. Install Node 20.19 or later, 22.13 or later, or 24.`);
}

/** A test that runs these scripts must not install or build under the tests that run beside it: BACKHAUL_SETUP=done. */
const done = () => process.env['BACKHAUL_SETUP'] === 'done';

/** Installs from the lock file, unless node_modules already is what it says. */
export async function install() {
  if (done()) return;
  const modules = join(ROOT, 'node_modules');
  const stamp = join(modules, '.backhaul-lock');
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // Somebody may have run npm by hand.
  if (!installedIs(lock, join(modules, '.package-lock.json'))) await npmCi();
  writeFileSync(stamp, wanted);
}

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, peer?: boolean, link?: boolean }} Locked */

/**
 * Compares the lock file with npm's own record of what it installed. Optional packages are for other machines.
 * @param {string} lock text of package-lock.json
 * @param {string} record file with what npm installed
 */
export function installedIs(lock, record) {
  if (!existsSync(record)) return false;
  const installed = lockedPackages(readFileSync(record, 'utf8'));
  return Object.entries(lockedPackages(lock)).every(([path, locked]) => {
    const there = installed[path];
    if (!path.includes('node_modules/')) return true;
    if (!there) return locked.optional === true || locked.peer === true;
    return there.version === locked.version && there.integrity === locked.integrity;
  });
}

/**
 * @param {string} text
 * @returns {Record<string, Locked>}
 */
function lockedPackages(text) {
  return JSON.parse(text).packages;
}

async function npmCi() {
  say('Installing the packages of package-lock.json (again only when it changes)');
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--no-fund', '--no-audit', '--include=dev', '--include=optional', '--loglevel=error'];
  const code = npm?.endsWith('.js')
    ? await timed('installing', process.execPath, [npm, ...args])
    : await timed('installing', 'npm', args);
  if (code !== 0)
    throw new SetupError('npm ci failed: see above. Is the npm registry reachable, and is there space on the disk?');
}

/** Shopify's schema files, on which its simulator runs: npm fetches them once into the cache. */
export async function shopifySchema() {
  if (done()) return;
  await prepareShopifySchema(say);
}

/** Builds every package with `tsc -b`, unless no source has changed since the last build. */
export async function build() {
  if (done()) return;
  const stamp = join(ROOT, 'node_modules', '.backhaul-built');
  const sources = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  say('Building');
  const code = await timed('building', process.execPath, [tool('typescript', 'bin/tsc'), '-b']);
  if (code !== 0) throw new SetupError('The build failed: see above.');
  writeFileSync(stamp, sources);
}

/**
 * Path of a tool in node_modules: run through Node itself, because `.bin` differs between systems.
 * @param {string} name
 * @param {string} file
 */
export function tool(name, file) {
  return join(ROOT, 'node_modules', name, file);
}

/** The folders of the workspaces that have a tsconfig.json. */
export function packages() {
  const parents = ['libs', 'services', 'deploy'].map((name) => join(ROOT, name)).filter((path) => existsSync(path));
  const folders = parents.flatMap((parent) => readdirSync(parent).map((name) => join(parent, name)));
  return [...folders, join(ROOT, 'bench')].filter((folder) => existsSync(join(folder, 'tsconfig.json')));
}

/** Names, sizes and times of all sources: 20 ms where `tsc -b` takes seconds to see that nothing has changed. */
function fingerprint() {
  const hash = createHash('sha256');
  const lists = packages().map((folder) => [join(folder, 'tsconfig.json'), ...filesBelow(join(folder, 'src'))]);
  for (const file of [join(ROOT, 'package-lock.json'), join(ROOT, 'tsconfig.base.json'), ...lists.flat()]) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  for (const folder of packages()) hash.update(`${existsSync(join(folder, 'dist', 'tsconfig.tsbuildinfo'))}\n`);
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Runs a command with its output on our stderr, and says every ten seconds that it still runs.
 * @param {string} doing
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
async function timed(doing, command, args) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  let interrupted = false;
  const onInt = () => (interrupted = true);
  process.on('SIGINT', onInt);
  const progress = setInterval(() => say(`  still ${doing}, ${seconds()} s`), 10_000);
  try {
    const code = await run(command, args, { stdio: ['ignore', 2, 2] });
    if (interrupted) throw new SetupError(`Interrupted while ${doing}.`);
    return code;
  } finally {
    process.off('SIGINT', onInt);
    clearInterval(progress);
    say(`  ${doing} took ${seconds()} s`);
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} the exit code; 130 and the like after a signal
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', shell: false, ...options });
    const release = passSignals(child);
    child.once('error', (error) => {
      release();
      reject(new SetupError(`Could not run ${command}: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      release();
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/**
 * Ctrl-C reaches the child by itself, a signal to us alone does not. Either way we stay until the child has ended.
 * @param {import('node:child_process').ChildProcess} child
 */
function passSignals(child) {
  const onInt = () => undefined;
  const onTerm = () => child.kill('SIGTERM');
  process.on('SIGINT', onInt);
  process.on('SIGTERM', onTerm);
  return () => {
    process.off('SIGINT', onInt);
    process.off('SIGTERM', onTerm);
  };
}
