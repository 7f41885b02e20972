import { serviceNames } from '@backhaul/contracts';
import type { ConfigFile, Role } from '@backhaul/service-kit';
import { addressesFile } from './addresses-file.js';
import type { World } from './demo/world.js';
import type { Product } from './product/product.js';

export interface WelcomeParts {
  readonly product: Pick<Product, 'services'>;
  readonly world: World | null;
  readonly merchants: ConfigFile['merchants'];
  readonly tokens: readonly (readonly [role: Role, token: string])[];
  /** A return whose history is worth a look. */
  readonly example: string | null;
  readonly dir: string;
}

const powers: Readonly<Record<Role, string>> = {
  viewer: 'reads',
  operator: 'reads, acts on returns, orders and mappings, has refused calls made again',
  finance: 'reads, confirms credits, posts debits, has refused calls made again',
  admin: 'may do all',
};

/** Where everything is, and with which token one gets in. */
export function addresses({ product: { services }, world, merchants, tokens, example, dir }: WelcomeParts): string {
  const { url } = services.ledger;
  const [, viewer = ''] = tokens.find(([role]) => role === 'viewer') ?? [];
  const curl = (path: string): string => `curl -sS -H 'Authorization: Bearer ${viewer}' '${url}${path}'`;
  return [
    '',
    `API        ${url}`,
    `API docs   ${url}/docs`,
    '',
    'Services (each with /health/ready, /metrics and /docs)',
    ...serviceNames.map((name) => `  ${name.padEnd(16)}  ${services[name].url}`),
    ...(world === null ? webhooks(services, merchants) : simulators(world)),
    '',
    'Tokens',
    ...tokens.map(([role, token]) => `  ${role.padEnd(8)}  ${token}  ${powers[role]}`),
    '',
    'Try it:',
    curl('/returns?limit=5'),
    ...(example === null ? [] : [curl(`/returns/${example}/history`)]),
    `npx backhaul status --config ${addressesFile(dir)}`,
    '',
    `The services' log is ${dir}/backhaul.log. Backhaul stays up: Ctrl-C stops everything and keeps the data.`,
  ].join('\n');
}

function simulators({ simulators: { loop, shopify, aims360, rlm, threePl } }: World): string[] {
  const all = [
    ['Loop', loop.url],
    ['Shopify', shopify.url],
    ['AIMS360', aims360.url],
    ['RLM', rlm.url],
    ['3PL', threePl.url],
  ] as const;
  return [
    '',
    'Simulators (what each one holds: /__sim/state)',
    ...all.map(([name, url]) => `  ${name.padEnd(16)}  ${url}`),
  ];
}

/** Where the systems of one's own merchants may report; until they do, sweeps find what they have to say. */
function webhooks(services: Product['services'], merchants: ConfigFile['merchants']): string[] {
  const lines = merchants.flatMap(({ id, loop, shopify, threepl }) => [
    ...(loop === undefined ? [] : [['Loop', `${services['loop-gateway'].url}/webhooks/loop/${id}`]]),
    ...(shopify === undefined ? [] : [['Shopify', `${services['shopify-gateway'].url}/webhooks/shopify`]]),
    // A warehouse that is talked to by files has nothing to call.
    ...(threepl === undefined || byFiles(threepl)
      ? []
      : [['3PL', `${services['rlm-adapter'].url}/webhooks/3pl/${id}`]]),
  ]);
  const distinct = new Set(lines.map(([system = '', address = '']) => `  ${system.padEnd(16)}  ${address}`));
  return ['', 'Webhooks go to (make these addresses reachable from outside)', ...distinct];
}

const byFiles = (section: unknown): boolean =>
  typeof section === 'object' && section !== null && 'kind' in section && section.kind === 'edi';
