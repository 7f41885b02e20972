import type { Answer, EffectCall, Settled } from '@backhaul/effects';
import { VendorError } from '@backhaul/vendor-http';
import { PersonNeeded } from '../aims360/port.js';
import { errorOf } from '../aims360/session.js';

/** What a refusal is about, beside its reason: the kind of the task, and what the person needs. */
export interface Hint {
  readonly kind?: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** A call that did not come to its end, as the aggregates take it: its outcome, and all that a person needs. */
export function leftOf(
  settled: Exclude<Settled, { status: 'confirmed' }>,
  call: Pick<EffectCall, 'key'>,
  values: Readonly<Record<string, string>>,
): {
  outcome: 'refused' | 'needs-person';
  reason: string;
  kind: string | null;
  values: Record<string, string>;
} {
  const { status: outcome, reason } = settled;
  const hint = (settled.status === 'refused' ? (settled.result as Hint | undefined) : undefined) ?? {};
  return { outcome, reason, kind: hint.kind ?? null, values: { ...values, ...hint.values, call: call.key } };
}

const isRefused = (error: unknown): error is VendorError =>
  error instanceof VendorError && error.code === 'VENDOR_REFUSED';

/** The ERP says that what is there does not allow the call. */
export const isConflict = (error: unknown): boolean => isRefused(error) && error.status === 409;

/** What a refusal of the ERP means to the caller: a reason for a person. Anything else is not an answer and is thrown on. */
export function refusalOf(error: unknown): Extract<Answer, { outcome: 'refused' }> {
  if (error instanceof PersonNeeded) {
    const { message: reason, kind, values } = error;
    return { outcome: 'refused', reason, result: { kind, values } satisfies Hint };
  }
  if (!isRefused(error)) throw error;
  const { code, message, requestId } = errorOf(error) ?? {};
  const reason = typeof message === 'string' ? `AIMS360: ${message}` : error.message;
  // The vendor's support searches its logs by the request id (contracts/aims360.md §7).
  const values = Object.fromEntries(
    Object.entries({ code, requestId }).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  return { outcome: 'refused', reason, result: { values } satisfies Hint };
}
