import { createHash } from 'node:crypto';
import type { PlannedCall } from '../calls.js';

/** Tells whether two plans under one key are the same intent: kind, lane, merchant and payload, whatever the order of its fields. */
export function fingerprintOf(call: PlannedCall, payloadText: string): string {
  const intent = [call.kind, call.lane, call.merchantId, sorted(JSON.parse(payloadText))];
  return createHash('sha256').update(JSON.stringify(intent)).digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { fields: fields.map(([name, field]) => [name, sorted(field)]) };
}
