import type { RmaEvent } from './events.js';
import type { RmaSnapshot } from './rma-snapshot.js';
import type { Rma } from './state.js';
import { openTask } from './tasks.js';

/** The vendor's own link made the RMA, although that is ours: someone has switched it on behind our back. */
export function foreignSeen(returnId: string, { rmaNumber, source, updatedAt }: RmaSnapshot, state: Rma): RmaEvent[] {
  const isForeign = source === 'loop-link' && state.requested?.policy.owner === 'us' && !state.foreign;
  if (!isForeign) return [];
  const at = new Date(updatedAt);
  const task = {
    id: 'foreign-rma',
    kind: 'foreign-rma',
    title: `RMA ${rmaNumber} was made by the vendor's own Loop link`,
    why: 'RMAs of this store are ours to make. Two systems that act on one return can pay a shopper twice: switch the link off, or give it the returns, then release the store.',
    role: 'operator' as const,
    values: { rma: rmaNumber },
  };
  return [{ type: 'ForeignRmaSeen', data: { rmaNumber, source }, occurredAt: at }, openTask(returnId, at, task)];
}

/** The RMA that is not ours, when a command has just found one: the store's sends have to stop. */
export function foreignRmaIn(events: readonly { type: string; data: unknown }[]): string | null {
  const found = events.find(({ type }) => type === 'ForeignRmaSeen');
  return found === undefined ? null : (found as Extract<RmaEvent, { type: 'ForeignRmaSeen' }>).data.rmaNumber;
}
