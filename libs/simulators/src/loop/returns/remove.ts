import type { LoopShop } from '../state.js';
import type { World } from '../world.js';
import { outcomeOf } from './amounts.js';
import type { LoopReturn } from './loop-return.js';
import { queueProcessing } from './process.js';
import { moveTo } from './state-change.js';

/** An answer with its HTTP status: this action refuses by status, unlike the others. */
export interface RemoveAnswer {
  status: number;
  body: unknown;
}

/** Removes lines and processes the rest, in one go and for good; without any line left the return is cancelled. */
export function removeLines(
  world: World,
  shop: LoopShop,
  one: LoopReturn,
  lineIds: string[],
  by: 'api' | 'admin' = 'api',
): RemoveAnswer {
  if (lineIds.length === 0) return { status: 422, body: { message: 'The line_item_id field is required.' } };
  if (!isModifiable(shop, one, by) || one.queued || one.booked) {
    return { status: 422, body: { error: { message: `Return is ${one.state} and cannot be modified.` } } };
  }
  if (lineIds.some((id) => belongsToOther(world, shop, id))) {
    return { status: 403, body: { errors: [{ message: 'This action is unauthorized.' }] } };
  }
  const rest = one.lines.filter(({ lineItemId }) => !lineIds.includes(lineItemId));
  // Exchange lines never qualify (contracts/loop.md §3.1).
  if (one.lines.length - rest.length !== new Set(lineIds).size || one.exchanges.length > 0) {
    return { status: 422, body: { message: 'Not all line items qualify for removal.' } };
  }
  if (rest.length === 0) moveTo(world, shop, one, 'cancelled');
  else {
    one.lines = rest;
    one.updatedAt = world.kernel.clock.now().toISOString();
    one.outcome = outcomeOf(one);
    queueProcessing(world, shop, one, { by, details: null });
  }
  return { status: 200, body: true };
}

/** What is in review is a person's, unless the shop lets flagged returns be processed. */
const isModifiable = (shop: LoopShop, { state }: LoopReturn, by: 'api' | 'admin'): boolean =>
  state === 'open' || (state === 'review' && (by === 'admin' || shop.allowFlaggedProcessing));

const belongsToOther = ({ kernel }: World, shop: LoopShop, lineId: string): boolean =>
  kernel.state.returns.some(
    (one) => one.shop !== shop.shop && one.lines.some(({ lineItemId }) => lineItemId === lineId),
  );
