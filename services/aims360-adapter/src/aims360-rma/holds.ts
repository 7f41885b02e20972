import type { EventData } from '@backhaul/contracts';
import type { RmaEvent } from './events.js';
import { damagedOf, unitsOf, type Growth } from './quantities.js';
import type { RmaSnapshot } from './rma-snapshot.js';
import type { Rma } from './state.js';

type Reason = EventData<'ReturnHeld'>['reasons'][number];

/** Damaged, missing or surplus goods: a person decides, nothing is credited by itself. Each step for the worse is told once. */
export function shortages(returnId: string, rma: RmaSnapshot, growth: readonly Growth[], state: Rma): RmaEvent[] {
  const reasons = growth.flatMap((item) => reasonsOf(item, unitsOf(item.line.sku, rma, state).length));
  if (reasons.length === 0) return [];
  const data = { returnId, heldAt: rma.updatedAt, reasons };
  return [{ type: 'ReturnHeld', data, occurredAt: new Date(rma.updatedAt) }];
}

function reasonsOf({ line, before, now }: Growth, expected: number): Reason[] {
  const { sku } = line;
  const surplus = (received: number): number => Math.max(0, received - expected);
  const found: Reason[] = [];
  if (now.missing > before.missing) {
    found.push({ kind: 'short', unitId: null, text: `${now.missing} of ${line.authorized} ${sku} missing` });
  }
  if (damagedOf(now) > damagedOf(before)) {
    found.push({ kind: 'damaged', unitId: null, text: `${damagedOf(now)} of ${now.received} ${sku} damaged` });
  }
  if (surplus(now.received) > surplus(before.received)) {
    const kind = expected > 0 ? 'over' : 'unexpected-item';
    found.push({ kind, unitId: null, text: `${now.received} ${sku} received, ${expected} on the return` });
  }
  return found;
}
