import type { Queryable } from '@backhaul/event-store';
import type { EffectCall } from './calls.js';

/** What the other system answered, for certain. */
export type Answer =
  { outcome: 'confirmed'; result: unknown } | { outcome: 'refused'; reason: string; result?: unknown };

/** What a look-up by our reference brought. `absent` must be certain: the call is then sent again. */
export type LookUp =
  | { outcome: 'found'; result: unknown }
  | { outcome: 'absent' }
  | { outcome: 'unknown'; reason: string }
  | { outcome: 'refused'; reason: string };

/** How a call came out. After `needs-person` a `confirmed` or `refused` may still follow. */
export type Settled =
  | { status: 'confirmed'; result: unknown }
  | { status: 'refused'; reason: string; result?: unknown }
  | { status: 'needs-person'; reason: string };

/** Carries the calls of one kind to one system. */
export interface EffectHandler {
  readonly kind: string;

  /**
   * How long an unanswered send may still be under way at the vendor: the first look-up waits this long, as a look-up that
   * overtakes the call finds nothing and would have it sent twice. Default: the runner's.
   */
  readonly lookUpDelayMs?: number;

  /**
   * Sends the call once. What it throws is read by its fields, whatever its class:
   * `delivered: 'no'` surely not applied, so it is planned again; `delivered: 'answered'` a refusal, or with `retryable: true`
   * planned again; anything else leaves the call in doubt. `retryAfterMs` is the least time to wait.
   */
  send(call: EffectCall, signal: AbortSignal): Promise<Answer>;

  /** Looks the document up by our reference. Throwing means `unknown`. */
  lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp>;

  /**
   * Reacts in the transaction that ends the call: runs a command on the aggregate. When it throws, both roll back and it is called
   * again with the same answer; the vendor is not called again.
   */
  settle(tx: Queryable, call: EffectCall, settled: Settled): Promise<void>;
}
