import { BackhaulError } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import type { PlannedCall } from '../calls.js';
import { planCallRows } from '../sql/plan-calls.js';
import { readFingerprints } from '../sql/read-fingerprints.js';
import { fingerprintOf } from './fingerprint.js';

interface Plan {
  call: PlannedCall;
  payload: string;
  fingerprint: string;
}

/**
 * Plans calls in the caller's transaction: they go out only if it commits. A key that was planned before, with the same content,
 * is a no-op, whatever became of the call.
 *
 * @throws BackhaulError `EFFECT_KEY_REUSED` the key stands for another payload, kind, lane or merchant already
 * @throws BackhaulError `EFFECT_WITHOUT_PAYLOAD` the payload is no JSON value
 */
export async function planCalls(tx: Queryable, calls: readonly PlannedCall[]): Promise<void> {
  if (calls.length === 0) return;
  const plans = calls.map(toPlan);
  const { rowCount } = await tx.query({ name: 'effects.plan', text: planCallRows, values: columnsOf(plans) });
  if (rowCount !== plans.length) await refuseReusedKeys(tx, plans);
}

function toPlan(call: PlannedCall): Plan {
  // The types of JSON.stringify hide that `undefined` and functions have no text.
  const payload = JSON.stringify(call.payload) as string | undefined;
  if (payload === undefined) {
    throw new BackhaulError('EFFECT_WITHOUT_PAYLOAD', `Call ${call.key} has no JSON payload`);
  }
  return { call, payload, fingerprint: fingerprintOf(call, payload) };
}

function columnsOf(plans: readonly Plan[]): unknown[] {
  return [
    plans.map((p) => p.call.key),
    plans.map((p) => p.call.kind),
    plans.map((p) => p.call.lane),
    plans.map((p) => p.call.merchantId),
    plans.map((p) => p.call.subject),
    plans.map((p) => p.call.partitionKey),
    plans.map((p) => p.payload),
    plans.map((p) => p.fingerprint),
    plans.map((p) => p.call.correlationId),
    plans.map((p) => p.call.causationId),
    plans.map((p) => p.call.notBefore?.toISOString() ?? null),
  ];
}

async function refuseReusedKeys(tx: Queryable, plans: readonly Plan[]): Promise<void> {
  const { rows } = await tx.query(readFingerprints, [plans.map((p) => p.call.key)]);
  const recorded = new Map((rows as { key: string; fingerprint: string }[]).map((row) => [row.key, row.fingerprint]));
  const reused = plans.filter((p) => recorded.get(p.call.key) !== p.fingerprint).map((p) => p.call.key);
  if (reused.length === 0) return;
  throw new BackhaulError('EFFECT_KEY_REUSED', `Planned before with other content: ${reused.join(', ')}`, {
    details: { keys: reused },
  });
}
