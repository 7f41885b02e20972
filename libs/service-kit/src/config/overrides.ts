import { serviceNames } from '@backhaul/contracts';
import type { Environment } from './secret.js';

type Tree = Record<string, unknown>;

/** Every environment variable that overrides a value of the file, and where it lands. `<SERVICE>` is e.g. `LOOP_GATEWAY`. */
export function environmentOverrides(env: Environment): { path: readonly string[]; value: unknown }[] {
  const shared = [
    { name: 'BACKHAUL_BUS', path: ['bus', 'kind'] },
    { name: 'BACKHAUL_BUS_URL', path: ['bus', 'url'] },
    { name: 'BACKHAUL_KAFKA_BROKERS', path: ['bus', 'brokers'], read: (text: string) => text.split(',') },
    { name: 'BACKHAUL_LOG_LEVEL', path: ['log', 'level'] },
  ];
  const perService = serviceNames.flatMap((service) => {
    const prefix = `BACKHAUL_${service.toUpperCase().replaceAll('-', '_')}`;
    return [
      { name: `${prefix}_POSTGRES_URL`, path: ['services', service, 'postgres', 'url'] },
      { name: `${prefix}_HTTP_HOST`, path: ['services', service, 'http', 'host'] },
      { name: `${prefix}_HTTP_PORT`, path: ['services', service, 'http', 'port'], read: Number },
    ];
  });
  return [...shared, ...perService].flatMap(({ name, path, ...rest }) => {
    const text = env[name];
    if (text === undefined || text === '') return [];
    return [{ path, value: 'read' in rest ? rest.read(text) : text }];
  });
}

/** A copy of the tree with the environment's values in place of the file's. */
export function applyOverrides(tree: unknown, env: Environment): unknown {
  return environmentOverrides(env).reduce<unknown>((result, { path, value }) => put(result, path, value), tree);
}

function put(tree: unknown, path: readonly string[], value: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  const node: Tree = typeof tree === 'object' && tree !== null && !Array.isArray(tree) ? (tree as Tree) : {};
  return { ...node, [head]: put(node[head], rest, value) };
}
