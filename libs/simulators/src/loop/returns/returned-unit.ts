import type { OrderForReturn } from '../../shopify/index.js';
import type { World } from '../world.js';
import type { LoopLine, LoopReturn } from './loop-return.js';
import type { UnitRequest } from './request.js';

/** The unit that the shopper names, with what it was worth on the order. Throws when it is not returnable. */
export function returnedUnit(world: World, order: OrderForReturn, one: LoopReturn, asked: UnitRequest): LoopLine {
  const line = order.lines.find(({ id, sku }) => id === asked.providerLineItemId || sku === asked.sku);
  if (line === undefined) throw new Error(`order ${order.name} has no line ${asked.providerLineItemId ?? asked.sku}`);
  const unit = nextUnit(takenUnits(world, one, line.id), line.refunded);
  const worth = line.units[unit];
  if (worth === undefined) throw new Error(`no unit of ${line.sku} on ${order.name} can be returned any more`);
  return {
    lineItemId: world.kernel.ids.next('loop/line', 640_010, 5),
    providerLineItemId: line.id,
    productId: line.productId,
    variantId: line.variantId,
    inventoryItemId: line.inventoryItemId,
    sku: line.sku,
    barcode: line.barcode,
    title: line.title,
    locationId: line.locationId,
    unit,
    ...worth,
    returnedAt: world.kernel.clock.now().toISOString(),
    reason: asked.reason ?? 'Too warm',
    parentReason: asked.parentReason ?? 'Not as expected',
    comment: asked.comment ?? null,
    outcome: asked.keep === true ? 'keep' : 'default',
    condition: null,
    disposition: null,
  };
}

/** The first unit that nobody sends back; units refunded in Shopify by others are the first ones of the line. */
function nextUnit(taken: number[], refunded: number): number {
  let unit = taken.length < refunded ? refunded : 0;
  while (taken.includes(unit)) unit += 1;
  return unit;
}

/** Units in other returns, and in this one so far. A cancelled or expired return frees its units. */
const takenUnits = ({ kernel }: World, one: LoopReturn, providerLineItemId: string): number[] =>
  [...new Set([...kernel.state.returns, one])]
    .filter(({ shop, state }) => shop === one.shop && state !== 'cancelled' && state !== 'expired')
    .flatMap(({ lines }) => lines)
    .filter((line) => line.providerLineItemId === providerLineItemId)
    .map(({ unit }) => unit);
