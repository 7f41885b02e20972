import type { LoopShop } from '../state.js';
import { notify } from '../webhooks/notify.js';
import type { World } from '../world.js';
import type { LoopReturn, ReturnState } from './loop-return.js';
import { endShopifyReturn } from './shopify-return.js';

/** A change of state, told as `return.updated`. */
export function moveTo(world: World, shop: LoopShop, one: LoopReturn, state: ReturnState): undefined {
  one.state = state;
  one.updatedAt = world.kernel.clock.now().toISOString();
  if (state === 'cancelled') endShopifyReturn(world, one, 'CANCELED');
  notify(world, shop, 'return.updated', one);
}

/** The state becomes `closed`, processed or not; Shopify's return with it. */
export function close(world: World, shop: LoopShop, one: LoopReturn): void {
  const now = world.kernel.clock.now().toISOString();
  Object.assign(one, { state: 'closed', updatedAt: now, closedAt: now });
  endShopifyReturn(world, one, 'CLOSED');
  if (shop.quirks.closing !== 'closed') notify(world, shop, 'return.updated', one);
  if (shop.quirks.closing !== 'updated') notify(world, shop, 'return.closed', one);
}
