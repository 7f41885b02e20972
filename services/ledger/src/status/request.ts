import { firstOf, lastOf, ofType, type Facts } from '../journal/facts.js';
import { snapshotOf } from '../journal/snapshot.js';

/** Where the shopper's request stands. */
export type RequestState =
  'unknown' | 'submitted' | 'in-review' | 'processing-failed' | 'processed' | 'closed' | 'cancelled' | 'expired';

/** The request of the shopper, as the returns portal has it. */
export function requestState(facts: Facts): RequestState {
  if (firstOf(facts, 'ReturnProcessed') !== undefined) return 'processed';
  if (firstOf(facts, 'ReturnCancelled') !== undefined) return 'cancelled';
  if (firstOf(facts, 'ReturnExpired') !== undefined) return 'expired';
  if (firstOf(facts, 'ReturnClosed') !== undefined) return 'closed';
  if (firstOf(facts, 'ReturnProcessingFailed') !== undefined) return 'processing-failed';
  if (isOnHold(facts)) return 'in-review';
  return snapshotOf(facts) === undefined ? 'unknown' : 'submitted';
}

/** True from a hold or a flag on, until the return is cleared at a later time. */
export function isOnHold(facts: Facts): boolean {
  const holds = [...ofType(facts, 'ReturnHeld'), ...ofType(facts, 'ReturnFlagged')].map(({ time }) => time);
  const cleared = lastOf(facts, 'ReturnCleared')?.time ?? '';
  return holds.some((time) => time >= cleared);
}
