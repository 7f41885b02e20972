import type { PlannedCall } from '@backhaul/effects';
import type { PersonCommand } from '@backhaul/service-kit';
import { STATES, windows } from '../sweep/sweep-returns.js';

/** The effect that has returns read again. */
export const rereadEffect = 'loop.reread';

/** Returns by their numbers, or those of one state that were created in a part of the time asked for. */
export type Reread =
  { readonly ids: readonly string[] } | { readonly state: string; readonly from: string; readonly to: string };

/** What a person asks for. */
export type Asked = { readonly ids: readonly string[] } | { readonly from: Date; readonly to: Date };

/** Small enough that one call is over soon, whatever repeats. */
const PART_MS = 31 * 24 * 3_600_000;

/** Durable calls that read what was asked for, part by part; each may be repeated without harm. */
export function rereadCalls(merchantId: string, asked: Asked, { by, idempotencyKey }: PersonCommand): PlannedCall[] {
  const store = `${merchantId}-store`;
  return partsOf(asked).map((payload, index) => ({
    key: `reread:${merchantId}:${by}:${idempotencyKey}:${index + 1}`,
    kind: rereadEffect,
    lane: `loop-reread-${merchantId}`,
    merchantId,
    subject: store,
    partitionKey: `${merchantId}/store`,
    payload,
    correlationId: store,
    causationId: `command:${idempotencyKey}`,
  }));
}

function partsOf(asked: Asked): Reread[] {
  if ('ids' in asked) return [{ ids: [...new Set(asked.ids)] }];
  return windows(asked.from.getTime(), asked.to.getTime(), PART_MS).flatMap(({ from, to }) =>
    STATES.map((state) => ({ state, from: from.toISOString(), to: to.toISOString() })),
  );
}
