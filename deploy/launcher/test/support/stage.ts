import { randomBytes } from 'node:crypto';
import type { ServiceName } from '@backhaul/contracts';
import type { ConfigFile, Role } from '@backhaul/service-kit';
import type { CompanySettings, LoopShopRequest, TenantSettings } from '@backhaul/simulators';
import { testKafka, waitFor } from '@backhaul/testkit';
import {
  configOf,
  freePorts,
  ledgerClient,
  NORTHFOLD,
  OAK_LINEN,
  openWorld,
  provision,
  sha256,
  unprovision,
  withLimits,
  type LedgerClient,
  type World,
} from '../../src/index.js';

/** Two merchants in simulated systems, databases and a bus of this test's own, and the configuration that fits. */
export interface Stage {
  readonly world: World;
  readonly config: ConfigFile;
  readonly ledger: LedgerClient;
  urlOf(service: ServiceName): string;
  /** The service's database, as a superuser: for what no service may do to itself. */
  adminUrlOf(service: ServiceName): string;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly bus: 'postgres' | 'kafka';
  /** Seconds. Shorter ones would use up the vendors' calls per minute: a sweep of Loop is five calls. */
  readonly sweepSeconds?: number;
  readonly pollSeconds?: number;
  /** What Northfold has decided, where that is not what the demo has. */
  readonly northfold?: NorthfoldChoices;
  /** The same for Oak & Linen. */
  readonly oakLinen?: OakLinenChoices;
}

/** Settings of one merchant in its systems, and in our configuration of it. */
export interface NorthfoldChoices {
  /** In Loop: how exchanges are made, a fee, store credit. */
  readonly inLoop?: Partial<LoopShopRequest>;
  /** In AIMS360: what its API can do and what it makes of a credit. */
  readonly inAims360?: Partial<TenantSettings>;
  /** Keys of the sections `loop` and `aims360`, over those of the demo. */
  readonly loop?: Readonly<Record<string, unknown>>;
  readonly aims360?: Readonly<Record<string, unknown>>;
}

/** Settings of Oak & Linen in its systems, and in our configuration of it. */
export interface OakLinenChoices {
  readonly inLoop?: Partial<LoopShopRequest>;
  readonly inRlm?: Partial<CompanySettings>;
  /** Keys of its sections, over those of the demo. */
  readonly loop?: Readonly<Record<string, unknown>>;
  readonly shopify?: Readonly<Record<string, unknown>>;
  readonly rlm?: Readonly<Record<string, unknown>>;
  readonly threepl?: Readonly<Record<string, unknown>>;
  /** More keys of these sections, where they name what only the world knows: an address, an id. */
  readonly ofWorld?: (world: World) => Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Budgets are proven elsewhere: a test that looks around this often would wait for the minute to end. */
const CALLS_PER_MINUTE = 6_000;
const roles: readonly Role[] = ['viewer', 'operator', 'finance', 'admin'];

/** The API token of a role on every stage. */
export const tokenOf = (role: Role): string => `${role}-of-this-test`;

/** Sets the stage; the services are the test's to start. */
export async function setStage(options: StageOptions): Promise<Stage> {
  const { bus, sweepSeconds = 3, pollSeconds = 0.7, northfold, oakLinen } = options;
  const isLenient = northfold !== undefined || oakLinen !== undefined;
  const server = process.env['BACKHAUL_TEST_POSTGRES_URL'] ?? '';
  const prefix = `e2e_${randomBytes(4).toString('hex')}`;
  const databases = await provision(server, () => 'of-this-test', prefix);
  const ports = await freePorts();
  const urlOf = (service: ServiceName): string => `http://127.0.0.1:${ports[service]}`;
  const world = await openWorld(
    { portOf: () => 0 },
    {
      secretOf: (name) => `secret of ${name}`,
      webhookUrl: (service, path) => `${urlOf(service)}${path}`,
      intervals: { sweepSeconds, pollSeconds, processGraceSeconds: 3 },
      ...(isLenient ? { lenient: { callsPerMinute: CALLS_PER_MINUTE } } : {}),
      ...(northfold?.inLoop === undefined ? {} : { northfoldLoop: northfold.inLoop }),
      ...(oakLinen?.inLoop === undefined ? {} : { oakLinenLoop: oakLinen.inLoop }),
    },
  );
  if (northfold?.inAims360 !== undefined) world.simulators.aims360.door.configure('NORTHFOLD', northfold.inAims360);
  if (oakLinen?.inRlm !== undefined) world.simulators.rlm.door.configure(RLM_COMPANY, oakLinen.inRlm);
  const brokers = bus === 'kafka' ? (await testKafka()).brokers : null;
  const config = configOf({
    databases,
    brokers,
    prefix: `${prefix.replace('_', '-')}.`,
    merchants: isLenient
      ? chosen(world.merchants, northfold, { ...oakLinen, ...oakLinen?.ofWorld?.(world) })
      : world.merchants,
    tokens: roles.map((role) => ({ name: nameOf(role), role, sha256: sha256(tokenOf(role)) })),
    portOf: (service) => ports[service],
    logLevel: 'warn',
    takeOverSeconds: 3,
  });
  return {
    world,
    config,
    urlOf,
    adminUrlOf: (service) => Object.assign(new URL(server), { pathname: new URL(databases[service]).pathname }).href,
    ledger: ledgerClient(urlOf('ledger'), tokenOf('viewer')),
    async close() {
      await world.close();
      await unprovision(server, prefix);
    },
  };
}

/** Who acts on the stage with the token of this role, as the record of actions names it. */
export const nameOf = (role: Role): string => `${role} of Northfold`;

/** Oak & Linen's company in RLM. */
export const RLM_COMPANY = 7;

/** A choice that is undefined takes the demo's key away. */
function chosen(
  merchants: ConfigFile['merchants'],
  northfold: NorthfoldChoices = {},
  oakLinen: OakLinenChoices = {},
): ConfigFile['merchants'] {
  const limited = withLimits(merchants, { callsPerMinute: CALLS_PER_MINUTE });
  return limited.map((merchant) => {
    const { loop, shopify, aims360, rlm, threepl } = merchant as Record<string, object>;
    if (merchant.id === NORTHFOLD)
      return { ...merchant, ...over({ loop, aims360 }, { loop: northfold.loop, aims360: northfold.aims360 }) };
    if (merchant.id === OAK_LINEN)
      return { ...merchant, ...over({ loop, shopify, rlm, threepl }, oakLinen as Record<string, object>) };
    return merchant;
  });
}

/** Each section with the choices for it put over it. */
function over(
  sections: Readonly<Record<string, object | undefined>>,
  choices: Readonly<Record<string, object | undefined>>,
): Record<string, object> {
  const chosenOf = ([name, section]: [string, object | undefined]): [string, object] => [
    name,
    Object.fromEntries(Object.entries({ ...section, ...choices[name] }).filter(([, value]) => value !== undefined)),
  ];
  return Object.fromEntries(Object.entries(sections).map(chosenOf));
}

/** Waits until the return's history shows this, and gives all of its lines. */
export function seen(ledger: LedgerClient, returnId: string, type: string, timeoutMs = 30_000): Promise<string[]> {
  return waitFor(
    `${type} in the history of ${returnId}`,
    async () => {
      const history = await ledger.history(returnId);
      return history.some((line) => line.type === type) && history.map((line) => line.text);
    },
    { timeoutMs, everyMs: 100 },
  );
}

/** Waits until these returns are settled. */
export function settled(ledger: LedgerClient, returnIds: readonly string[], timeoutMs = 40_000): Promise<true> {
  return waitFor(
    `settled: ${returnIds.join(', ')}`,
    async () => {
      const listed = await ledger.returns();
      const open = returnIds.filter((id) => listed.find((each) => each.returnId === id)?.status !== 'settled');
      if (open.length === 0) return true;
      const waiting = listed.filter((each) => open.includes(each.returnId));
      throw new Error(
        waiting.map((each) => `${each.returnId}: ${each.status}, waits for ${each.waitingFor.join('; ')}`).join(' | '),
      );
    },
    { timeoutMs, everyMs: 150 },
  );
}
