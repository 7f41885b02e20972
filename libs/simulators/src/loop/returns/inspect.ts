import type { LoopShop } from '../state.js';
import type { World } from '../world.js';
import type { LoopLine } from './loop-return.js';

/** The line with this id: its own, somebody else's, or none. */
export function lineFor(
  { kernel }: World,
  shop: LoopShop,
  lineItemId: string,
): { found: 'own'; line: LoopLine } | { found: 'foreign' | 'none' } {
  for (const one of kernel.state.returns) {
    const line = one.lines.find((each) => each.lineItemId === lineItemId);
    if (line !== undefined) return one.shop === shop.shop ? { found: 'own', line } : { found: 'foreign' };
  }
  return { found: 'none' };
}

/** `Y-m-d H:i:s`, as Loop wants it; now when it is left out. */
export const inspectedAt = ({ kernel }: World, given: unknown): string =>
  typeof given === 'string' ? given : kernel.clock.now().toISOString().slice(0, 19).replace('T', ' ');
