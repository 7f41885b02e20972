import { notify } from '../webhooks/notify.js';
import { shopNamed, type World } from '../world.js';
import { granted, outcomeOf } from './amounts.js';
import { editable } from './edit.js';
import type { LoopReturn } from './loop-return.js';
import { close } from './state-change.js';

/**
 * A person in the admin gives nothing for these lines, for good (contracts/loop.md §3.1: not in the REST API). When no line
 * is left the return closes without outcome. Throws when it cannot be changed, or a line is not its own.
 */
export function rejectLines(world: World, returnId: string, lineIds?: string[]): LoopReturn {
  const one = editable(world, returnId);
  const shop = shopNamed(world, one.shop);
  const lines = one.lines.filter(({ lineItemId }) => lineIds === undefined || lineIds.includes(lineItemId));
  if (lineIds !== undefined && lines.length !== lineIds.length) throw new Error('Not all lines are of this return.');
  for (const line of lines) line.outcome = 'reject';
  one.outcome = outcomeOf(one);
  one.editedAt = one.updatedAt = world.kernel.clock.now().toISOString();
  if (granted(one).length === 0) close(world, shop, one);
  else notify(world, shop, 'return.updated', one);
  return one;
}
