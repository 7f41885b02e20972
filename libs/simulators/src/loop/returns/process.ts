import type { LoopShop } from '../state.js';
import { notify } from '../webhooks/notify.js';
import { returnWith, shopNamed, type World } from '../world.js';
import { amountsOf } from './amounts.js';
import type { LoopRefund, LoopReturn } from './loop-return.js';

/** Queues the background work; a second call while it is queued adds nothing. */
export function queueProcessing({ kernel }: World, shop: LoopShop, one: LoopReturn, details: unknown): void {
  if (one.queued) return;
  one.queued = true;
  one.additionalDetails = details;
  kernel.timers.after(shop.processingDelayMs, 'loop/process', { returnId: one.id });
}

/** The background work: refund in Shopify, then closed; or the failure webhook, with the state unchanged. */
export async function process(world: World, returnId: string): Promise<void> {
  const one = returnWith(world, returnId);
  const shop = shopNamed(world, one.shop);
  if (!one.queued) return;
  const failure = shop.failures.shift();
  if (failure !== undefined) return fail(world, shop, one, failure);
  try {
    one.refunds = await refund(world, shop, one);
  } catch (error) {
    return fail(world, shop, one, error instanceof Error ? error.message : null);
  }
  one.queued = false;
  close(world, shop, one);
}

/** The state becomes `closed`, processed or not. */
export function close(world: World, shop: LoopShop, one: LoopReturn): void {
  const now = world.kernel.clock.now().toISOString();
  Object.assign(one, { state: 'closed', updatedAt: now, closedAt: now });
  if (shop.quirks.closing !== 'closed') notify(world, shop, 'return.updated', one);
  if (shop.quirks.closing !== 'updated') notify(world, shop, 'return.closed', one);
}

function fail(world: World, shop: LoopShop, one: LoopReturn, message: string | null): void {
  one.queued = false;
  notify(world, shop, 'return.processing.failed', one, message);
}

async function refund({ kernel, shopify }: World, shop: LoopShop, one: LoopReturn): Promise<LoopRefund[]> {
  const { refund: amount } = amountsOf(one);
  const { currency } = one;
  if (shopify === undefined) {
    const providerRefundId = kernel.ids.next('loop/unpaired-refund', '8899001122334', 1_000);
    return [{ gateway: 'shopify_payments', amount, currency, providerRefundId }];
  }
  const { refundId, payments } = await shopify.refundForReturn({
    shop: shop.shopDomain,
    orderId: one.providerOrderId,
    // The same key after a crash in the middle: one refund, whatever happens to this process.
    key: `loop-return-${one.id}`,
    note: `Loop return ${one.id}`,
    lines: perLine(one),
    amount,
    restockType: one.restockType,
  });
  return payments.map((payment) => ({
    gateway: payment.gateway,
    amount: payment.amount,
    currency: payment.currency,
    providerRefundId: refundId,
  }));
}

/** Loop keeps units, Shopify wants quantities. */
function perLine({ lines }: LoopReturn): { lineItemId: string; quantity: number }[] {
  const ids = [...new Set(lines.map(({ providerLineItemId }) => providerLineItemId))];
  return ids.map((lineItemId) => ({
    lineItemId,
    quantity: lines.filter(({ providerLineItemId }) => providerLineItemId === lineItemId).length,
  }));
}
