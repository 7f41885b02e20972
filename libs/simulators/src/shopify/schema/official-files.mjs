import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** The versions of contracts/shopify.md, oldest first. */
export const VERSIONS = /** @type {const} */ (['2026-01', '2026-04', '2026-07', '2026-10']);

/** @typedef {(typeof VERSIONS)[number]} ApiVersion */

/**
 * Shopify's own package with the schema of every version (ISC). It is unpacked, not installed: what it depends on is large,
 * and of what it holds only these files are wanted.
 */
const PACKAGE = '@shopify/dev-mcp@1.16.0';
const INTEGRITY = 'sha512-tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==';

/** Without a network npm would try for more than a minute. */
const PATIENCE = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000'];

/** Texts for people, two thirds of a file, and marks that nothing here reads. */
const LEFT_OUT = new Set([
  'description',
  'componentName',
  'gidTypes',
  'isPrivatelyDocumented',
  'isProtected',
  'protectedSubject',
  'protectedContent',
  'accessRestricted',
  'accessRestrictedReason',
]);

/** Shopify's schema files are neither in the cache nor to be had. */
class SchemaUnavailable extends Error {
  code = 'SHOPIFY_SCHEMA_UNAVAILABLE';
}

/**
 * Makes sure that Shopify's schema files are in the cache, outside of node_modules: npm fetches them once (14 MB).
 * Imports nothing but Node, so that set-up scripts may use it.
 * @param {(line: string) => void} [log]
 * @returns {Promise<void>}
 * @throws {SchemaUnavailable} that says what to do
 */
export async function prepareShopifySchema(log = () => undefined) {
  const folder = schemaFolder();
  if (existsSync(folder)) return;
  log(`Fetching Shopify's schema files (${PACKAGE}) with npm, once (14 MB)`);
  const making = `${folder}.${process.pid}`;
  const started = Date.now();
  const progress = setInterval(() => log(`  still fetching, ${Math.round((Date.now() - started) / 1000)} s`), 10_000);
  try {
    mkdirSync(making, { recursive: true });
    await fetchInto(making);
    publish(making, folder);
  } finally {
    clearInterval(progress);
    rmSync(making, { recursive: true, force: true });
  }
}

/**
 * The official introspection of a version, without its texts for people.
 * @param {ApiVersion} version
 * @returns {{ __schema: object }}
 * @throws {SchemaUnavailable}
 */
export function introspectionOf(version) {
  const file = join(schemaFolder(), fileOf(version));
  if (!existsSync(file)) {
    throw new SchemaUnavailable(
      `Shopify's schema files are not in ${schemaFolder()}: npm test, or npm start, fetches them once`,
    );
  }
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'));
}

/** Beside the jars of Kafka. */
function schemaFolder() {
  const cache =
    process.env['BACKHAUL_CACHE'] || join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'backhaul');
  return join(cache, `shopify-schema-${PACKAGE.split('@').at(-1)}`);
}

/** @param {ApiVersion} version */
const fileOf = (version) => `admin_${version}.json.gz`;

/** @param {string} folder */
async function fetchInto(folder) {
  const fetching = join(folder, 'fetching');
  mkdirSync(fetching);
  const npm = process.env['npm_execpath'] ?? '';
  const pack = ['pack', PACKAGE, '--pack-destination', fetching, '--ignore-scripts', '--loglevel=error', ...PATIENCE];
  if (/npm-cli\.c?js$/.test(npm)) await run(process.execPath, [npm, ...pack]);
  else await run('npm', pack);
  const tarball = join(fetching, readdirSync(fetching).find((name) => name.endsWith('.tgz')) ?? '');
  requireIntegrity(readFileSync(tarball));
  const wanted = ['package/LICENSE', ...VERSIONS.map((version) => `package/dist/data/${fileOf(version)}`)];
  await run('tar', ['-xzf', tarball, '-C', fetching, ...wanted]);
  copyFileSync(join(fetching, 'package', 'LICENSE'), join(folder, 'LICENSE'));
  for (const version of VERSIONS) {
    const whole = readFileSync(join(fetching, 'package', 'dist', 'data', fileOf(version)));
    writeFileSync(join(folder, fileOf(version)), gzipSync(withoutTexts(gunzipSync(whole).toString('utf8'))));
  }
  rmSync(fetching, { recursive: true });
}

/**
 * Pinned here, because the package is in no lock file.
 * @param {Buffer} tarball
 */
export function requireIntegrity(tarball) {
  const found = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  if (found === INTEGRITY) return;
  throw new SchemaUnavailable(`${PACKAGE} is not the package that was reviewed: ${found} instead of ${INTEGRITY}`);
}

/** @param {string} file */
export function withoutTexts(file) {
  const { data } = JSON.parse(file);
  return JSON.stringify(data, (key, value) => (LEFT_OUT.has(key) ? undefined : value));
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.once('error', (error) => reject(unavailable(error.message)));
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(unavailable(output.split(/\n\s*npm error +at /)[0] ?? '')),
    );
  });
}

/** @param {string} why */
const unavailable = (why) =>
  new SchemaUnavailable(
    [
      `Shopify's schema files could not be fetched: ${why.trim().slice(0, 1500)}`,
      'The Shopify simulator runs on them. Two ways out:',
      `  1. with the npm registry, or your mirror, reachable, try again: \`npm pack ${PACKAGE}\` must work`,
      `  2. copy ${schemaFolder()} from a machine that has it`,
    ].join('\n'),
  );

/**
 * Renamed into place: a fetch that is cut short never looks complete, and of two at once one wins.
 * @param {string} making
 * @param {string} folder
 */
function publish(making, folder) {
  try {
    renameSync(making, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}
