import type { LoopShop } from '../state.js';
import { pairedShopify, type World } from '../world.js';
import { taken } from './amounts.js';
import type { LoopReturn } from './loop-return.js';

/** With native exchanges every return of Loop is a return in Shopify too, opened when it is submitted (contracts/shopify.md §6 B). */
export async function openShopifyReturn(world: World, shop: LoopShop, one: LoopReturn, edition = 1): Promise<void> {
  if (shop.exchangeMode !== 'native') return;
  const key = edition === 1 ? `loop-return-${one.id}` : `loop-return-${one.id}-edition-${edition}`;
  await pairedShopify(world).openReturn({
    shop: shop.shopDomain,
    orderId: one.providerOrderId,
    key,
    lines: perLine(one.lines).map(({ lineItemId, quantity, first }) => ({
      lineItemId,
      quantity,
      reasonNote: first.reason,
    })),
    exchange: taken(one).map(({ sku, price }) => ({ sku, quantity: 1, unitPrice: price })),
  });
  one.shopifyReturnKey = key;
}

/** Loop keeps units, Shopify wants quantities. */
export function perLine<Line extends { providerLineItemId: string }>(
  lines: Line[],
): { lineItemId: string; quantity: number; first: Line }[] {
  return [...new Set(lines.map(({ providerLineItemId }) => providerLineItemId))].flatMap((lineItemId) => {
    const units = lines.filter(({ providerLineItemId }) => providerLineItemId === lineItemId);
    const [first] = units;
    return first === undefined ? [] : [{ lineItemId, quantity: units.length, first }];
  });
}

/** Plans the end of the return in Shopify; it is made in the background, and once. */
export function endShopifyReturn({ kernel }: World, one: LoopReturn, status: 'CLOSED' | 'CANCELED'): void {
  if (one.shopifyReturnKey === null) return;
  kernel.timers.after(0, 'loop/end-shopify-return', { returnId: one.id, key: one.shopifyReturnKey, status });
}
