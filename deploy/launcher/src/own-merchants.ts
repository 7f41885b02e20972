import { existsSync } from 'node:fs';
import { BackhaulError } from '@backhaul/contracts';
import { readConfigFile, type ConfigFile, type Mistake } from '@backhaul/service-kit';
import { mistakesIn } from './product/check.js';
import { configOf } from './product/config.js';
import { owners, type DatabaseOwner } from './product/provision.js';

type Tree = Readonly<Record<string, unknown>>;

/** What a file for the services' own processes holds besides; here databases, bus, ports and tokens are this run's own. */
const elsewhere = ['services', 'bus', 'tokens', 'log', 'takeOverSeconds'];
const base = ['id', 'name', 'currency', 'timeZone'];
const systems = ['loop', 'shopify', 'aims360', 'rlm', 'threepl'];

/**
 * The merchants of a configuration file, checked with the eyes of all five services before anything is started.
 * @throws BackhaulError CONFIG_INVALID that lists every mistake
 */
export function ownMerchants(file: string): ConfigFile['merchants'] {
  if (!existsSync(file)) throw new BackhaulError('CONFIG_INVALID', `There is no file ${file}. --config takes one.`);
  const tree = readConfigFile(file);
  const { merchants } = isTree(tree) ? tree : {};
  if (!isTree(tree) || !Array.isArray(merchants) || merchants.length === 0) {
    throw invalid(file, [{ path: 'merchants', expected: 'expected a list of at least one merchant' }]);
  }
  const listed = merchants as ConfigFile['merchants'];
  const mistakes = [...unknownNames(tree, merchants), ...mistakesIn(asConfigured(listed))];
  if (mistakes.length > 0) throw invalid(file, mistakes);
  return listed;
}

/** A misspelt section would be a system that is silently never spoken to. */
function unknownNames(tree: Tree, merchants: readonly unknown[]): Mistake[] {
  const known = ['merchants', ...elsewhere];
  const atTop = Object.keys(tree).filter((name) => !known.includes(name));
  const inMerchants = merchants.flatMap((merchant, index) =>
    Object.keys(isTree(merchant) ? merchant : {})
      .filter((name) => ![...base, ...systems].includes(name))
      .map((name) => ({ path: `merchants[${index}].${name}`, expected: `expected one of ${systems.join(', ')}` })),
  );
  return [...atTop.map((path) => ({ path, expected: `expected one of ${known.join(', ')}` })), ...inMerchants];
}

/** Databases and ports are checked elsewhere: none of them is known yet. */
function asConfigured(merchants: ConfigFile['merchants']): ConfigFile {
  const databases = Object.fromEntries(owners.map((owner) => [owner, 'postgres://not-yet'])) as Record<
    DatabaseOwner,
    string
  >;
  return configOf({
    databases,
    brokers: null,
    merchants,
    tokens: [],
    portOf: () => 0,
    logLevel: 'info',
    takeOverSeconds: 3,
  });
}

function invalid(file: string, mistakes: readonly Mistake[]): BackhaulError {
  const inOrder = [...mistakes].sort((left, right) => left.path.localeCompare(right.path, 'en', { numeric: true }));
  const lines = inOrder.map(({ path, expected }) => `  ${path}: ${expected}`);
  const count = lines.length === 1 ? '1 mistake' : `${lines.length} mistakes`;
  return new BackhaulError('CONFIG_INVALID', `${file} has ${count}:\n${lines.join('\n')}`, { details: inOrder });
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
