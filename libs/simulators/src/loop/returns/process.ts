import type { LoopShop } from '../state.js';
import { notify } from '../webhooks/notify.js';
import { pairedShopify, returnWith, shopNamed, type World } from '../world.js';
import { taken } from './amounts.js';
import { makeExchanges, owed } from './exchange-effect.js';
import type { LoopReturn } from './loop-return.js';
import { bookGoods, giveCredit, refundRest } from './money-effect.js';
import { resolveOutOfStock } from './out-of-stock.js';
import { close, moveTo } from './state-change.js';

/** Who asks for the background work, and what a call brought along for any order that is created. */
export interface ProcessingOrder {
  by: 'api' | 'admin' | null;
  details: unknown;
}

/** Queues the background work; a second call while it is queued adds nothing. */
export function queueProcessing(
  { kernel }: World,
  shop: LoopShop,
  one: LoopReturn,
  { by, details }: ProcessingOrder = { by: null, details: null },
): void {
  if (one.queued) return;
  one.queued = true;
  one.processedBy = by;
  one.additionalDetails = details;
  kernel.timers.after(shop.processingDelayMs, 'loop/process', { returnId: one.id });
}

/** The background work; or the failure webhook, with the state unchanged. */
export async function process(world: World, returnId: string): Promise<void> {
  const one = returnWith(world, returnId);
  const shop = shopNamed(world, one.shop);
  if (!one.queued) return;
  const failure = shop.failures.shift();
  if (failure !== undefined) return fail(world, shop, one, failure);
  try {
    await grant(world, shop, one);
  } catch (error) {
    return fail(world, shop, one, error instanceof Error ? error.message : null);
  }
  one.queued = false;
  if (owed(one).length === 0) close(world, shop, one);
  else moveTo(world, shop, one, 'review');
}

/** Every step is kept when it is done and has a key in Shopify: a crash, or a second run, repeats nothing. */
async function grant(world: World, shop: LoopShop, one: LoopReturn): Promise<void> {
  if (!one.booked) {
    await bookGoods(world, shop, one);
    if (shop.restockTarget === 'webhook') notify(world, shop, 'restock.requested', one);
  }
  await makeExchanges(world, shop, one);
  const resolution = shop.outOfStockResolution;
  const resolved = resolution !== 'review' && resolveOutOfStock(one, resolution) ? resolution : null;
  await refundRest(world, shop, one);
  const credit = await giveCredit(world, shop, one);
  const elsewhere = shop.storeCreditKind === 'third-party' || resolved === 'credit';
  if (credit > 0 && elsewhere) notify(world, shop, 'giftcard.requested', one, { credit });
  await pairedShopify(world).addTags(shop.shopDomain, one.providerOrderId, tagsOf(one));
}

/** What Loop writes on the original order (contracts/loop.md §5.3). */
function tagsOf(one: LoopReturn): string[] {
  const exchange = one.shopifyReturnKey === null ? 'LE:Exchange' : 'Loop Exchange';
  return [
    ...(taken(one).length > 0 ? [exchange] : []),
    ...(one.refunds.length > 0 ? ['Refund'] : []),
    ...(one.giftCards.length > 0 ? ['Gift Card'] : []),
  ];
}

function fail(world: World, shop: LoopShop, one: LoopReturn, message: string | null): void {
  one.queued = false;
  notify(world, shop, 'return.processing.failed', one, { message });
}
