import { serviceNames } from '@backhaul/contracts';
import type { World } from './demo/world.js';
import type { Product } from './product/product.js';

export interface WelcomeParts {
  readonly product: Product;
  readonly world: World | null;
  readonly tokens: readonly (readonly [role: string, token: string])[];
  readonly dir: string;
}

/** Where everything is, and with which token one gets in. */
export function addresses({ product, world, tokens, dir }: WelcomeParts): string {
  const ledger = product.services.ledger.url;
  const viewer = tokens.find(([role]) => role === 'viewer')?.[1] ?? '';
  const simulators = world === null ? [] : Object.values(world.simulators).filter((each) => typeof each === 'object');
  return [
    '',
    'API          ' + ledger,
    'API docs     ' + `${ledger}/docs`,
    ...serviceNames.map(
      (name) => `${name.padEnd(16)} ${product.services[name].url}  (health: /health/ready, metrics: /metrics)`,
    ),
    ...simulators.map((each) => `${each.name.padEnd(16)} ${each.url}  (simulator)`),
    '',
    ...tokens.map(([role, token]) => `token ${role.padEnd(9)} ${token}`),
    '',
    `curl -H 'Authorization: Bearer ${viewer}' '${ledger}/returns?limit=5'`,
    '',
    `The services' log is ${dir}/backhaul.log. Ctrl-C stops everything; what happened is kept.`,
  ].join('\n');
}
