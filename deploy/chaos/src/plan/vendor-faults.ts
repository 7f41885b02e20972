import type { ServiceName } from '@backhaul/contracts';
import type { FaultEffect } from '@backhaul/simulators';
import { diceOf, type Dice } from './dice.js';
import type { PlannedReturn } from './returns.js';
import { endOf, type Store } from './shapes.js';

/** A simulated vendor. */
export type Vendor = 'loop' | 'shopify' | 'aims360' | 'rlm' | 'threePl';

/** A kind of call whose place in the flow is known, so that its k-th occurrence is sure to come. */
interface CallKind {
  readonly what: string;
  readonly vendor: Vendor;
  readonly by: ServiceName;
  readonly path: string;
  readonly body?: string;
  /** Stores that cause it once per return. */
  readonly stores: readonly Store[];
  /** Whether a return that does not settle causes it, too. */
  readonly always: boolean;
}

const calls: readonly CallKind[] = [
  {
    what: 'process',
    vendor: 'loop',
    by: 'loop-gateway',
    path: '/process$',
    stores: ['northfold', 'oaklinen'],
    always: false,
  },
  { what: 'note', vendor: 'loop', by: 'loop-gateway', path: '/note$', stores: ['northfold', 'oaklinen'], always: true },
  { what: 'create RMA', vendor: 'aims360', by: 'aims360-adapter', path: '/rma$', stores: ['northfold'], always: true },
  {
    what: 'stage debit',
    vendor: 'aims360',
    by: 'aims360-adapter',
    path: '/adjustment$',
    stores: ['northfold'],
    always: false,
  },
  {
    what: 'post debit',
    vendor: 'aims360',
    by: 'aims360-adapter',
    path: '/batch/.*/post$',
    stores: ['northfold'],
    always: false,
  },
  {
    what: 'create RA',
    vendor: 'rlm',
    by: 'rlm-adapter',
    path: '/return-authorizations$',
    stores: ['oaklinen'],
    always: true,
  },
  {
    what: 'announce to 3PL',
    vendor: 'threePl',
    by: 'rlm-adapter',
    path: '/return-orders$',
    stores: ['oaklinen'],
    always: true,
  },
  {
    what: 'post receipt',
    vendor: 'rlm',
    by: 'rlm-adapter',
    path: '/return-receipts$',
    stores: ['oaklinen'],
    always: false,
  },
  {
    what: 'import refund',
    vendor: 'rlm',
    by: 'rlm-adapter',
    path: '/refund-imports$',
    stores: ['oaklinen'],
    always: false,
  },
  {
    what: 'GraphQL',
    vendor: 'shopify',
    by: 'shopify-gateway',
    path: '/graphql',
    stores: ['northfold', 'oaklinen'],
    always: true,
  },
];

/** A fault at the k-th call of a kind; `kills` the caller while it waits for an answer that never comes. */
export interface VendorFault {
  readonly what: string;
  readonly vendor: Vendor;
  readonly path: string;
  /** So many calls of the kind go well before. */
  readonly after: number;
  readonly effect: FaultEffect;
  readonly kills: ServiceName | null;
}

const effects: readonly [FaultEffect, ...FaultEffect[]] = [
  { kind: 'rate-limit', retryAfterSeconds: 1 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'html', status: 502 },
  { kind: 'reset' },
  { kind: 'timeout' },
  { kind: 'latency', ms: 700 },
  { kind: 'after-commit', then: 500 },
  { kind: 'after-commit', then: 'reset' },
  { kind: 'after-commit', then: 'timeout' },
];

/** A process that is killed takes seconds to come back: a short run has one of these per caller, a long one for every kind of call. */
const MORE_KILLS_EVERY = 30;

const carriedOutAndSilent: FaultEffect = { kind: 'after-commit', then: 'timeout' };

/** A fault for about every fourth return, of every sort at least once; and each caller killed in the middle of a call. */
export function planVendorFaults(seed: number, returns: readonly PlannedReturn[]): VendorFault[] {
  const dice = diceOf(seed, 'vendor faults');
  const count = Math.max(effects.length, Math.round(returns.length / 4));
  const sorts = dice.shuffled(effects);
  const kinds = dice.shuffled(calls.filter((call) => expected(call, returns) > 0));
  if (kinds.length === 0) return [];
  const plain = Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length];
    const effect = sorts[(index + Math.floor(index / kinds.length)) % sorts.length];
    return kind === undefined || effect === undefined ? [] : [fault(dice, kind, returns, effect, null)];
  });
  const callers = [...new Set(kinds.map(({ by }) => by))];
  const oneOfEach = callers.flatMap((caller) => kinds.find(({ by }) => by === caller) ?? []);
  const others = kinds
    .filter((kind) => !oneOfEach.includes(kind))
    .slice(0, Math.floor(returns.length / MORE_KILLS_EVERY));
  const killing = [...oneOfEach, ...others].map((kind) => fault(dice, kind, returns, carriedOutAndSilent, kind.by));
  return [...plain.flat(), ...killing];
}

function fault(
  dice: Dice,
  kind: CallKind,
  returns: readonly PlannedReturn[],
  effect: FaultEffect,
  kills: ServiceName | null,
): VendorFault {
  const { what, vendor, path } = kind;
  // Not at the very end: the k-th call must come although some returns go another way.
  const after = dice.between(0, Math.floor((expected(kind, returns) - 1) * 0.8));
  return { what, vendor, path, after, effect, kills };
}

/** How many calls of a kind there will be at least. */
function expected({ stores, always }: CallKind, returns: readonly PlannedReturn[]): number {
  return returns.filter(({ store, shape }) => stores.includes(store) && (always || endOf[shape] === 'settled')).length;
}
