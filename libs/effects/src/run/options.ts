import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { BackhaulError, type Clock } from '@backhaul/contracts';
import type { Pool } from 'pg';
import type { EffectHandler } from '../handler.js';
import { silent, type Log } from '../log.js';
import type { Backoff } from './backoff.js';

/** How a runner works. Only `pool` and `handlers` are needed. */
export interface EffectRunnerOptions {
  pool: Pool;
  /** One per kind. Calls of other kinds are left to other runners. */
  handlers: readonly EffectHandler[];
  /** For tests. Without it the database's clock counts, so that the clocks of several hosts need not agree. */
  clock?: Clock;
  log?: Log;
  /** Calls under way at a time. Default 8. */
  concurrency?: number;
  /** How long a call stays with a runner that died. Renewed while the runner lives. Default 30 s. */
  leaseMs?: number;
  /** How operators see this runner. Default: host, process and a random part. */
  owner?: string;
  backoff?: Backoff;
  /** How often an idle runner looks for calls that nobody woke it for. Default 1 s. */
  pollMs?: number;
  /** Wait between an unanswered send and its first look-up. Default 2 s; a handler may name its own. */
  lookUpDelayMs?: number;
  /** A person is asked after so many look-ups without certainty. Default 10. */
  maxLookUps?: number;
  /** Or after so long in doubt. Default 30 minutes. */
  maxDoubtMs?: number;
  /** Unfinished calls older than this are logged as errors, at most once a minute. Default: none. */
  maxCallAgeMs?: number;
  /** How long `stop` lets calls end before it aborts them. Default 8 s. */
  drainMs?: number;
}

/** The options with every default filled in. */
export interface RunnerSettings extends Omit<Required<EffectRunnerOptions>, 'clock' | 'maxCallAgeMs' | 'handlers'> {
  handlers: ReadonlyMap<string, EffectHandler>;
  clock: Clock | undefined;
  maxCallAgeMs: number | undefined;
}

export function settingsOf(o: EffectRunnerOptions): RunnerSettings {
  return {
    pool: o.pool,
    handlers: byKind(o.handlers),
    clock: o.clock,
    log: o.log ?? silent,
    concurrency: o.concurrency ?? 8,
    leaseMs: o.leaseMs ?? 30_000,
    owner: o.owner ?? `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`,
    backoff: o.backoff ?? {},
    pollMs: o.pollMs ?? 1000,
    lookUpDelayMs: o.lookUpDelayMs ?? 2_000,
    maxLookUps: o.maxLookUps ?? 10,
    maxDoubtMs: o.maxDoubtMs ?? 30 * 60_000,
    maxCallAgeMs: o.maxCallAgeMs,
    drainMs: o.drainMs ?? 8_000,
  };
}

function byKind(handlers: readonly EffectHandler[]): ReadonlyMap<string, EffectHandler> {
  const map = new Map(handlers.map((handler) => [handler.kind, handler]));
  if (map.size === handlers.length) return map;
  throw new BackhaulError('EFFECT_KIND_TWICE', 'Two handlers carry the same kind of call');
}
