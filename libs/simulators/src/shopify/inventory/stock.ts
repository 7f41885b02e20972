import type { Level, Product, StockState } from './product.js';

const NONE = { available: 0, committed: 0, incoming: 0, reserved: 0, damaged: 0, quality_control: 0, safety_stock: 0 };
const ON_HAND = ['available', 'committed', 'reserved', 'damaged', 'quality_control', 'safety_stock'] as const;

/** The level of an item at a location, connecting the item to it when it was not stocked there. */
export function levelAt(product: Product, locationId: string, now: Date): Level {
  return (product.levels[locationId] ??= { quantities: { ...NONE }, updatedAt: now.toISOString() });
}

/** A quantity by its Shopify name, `on_hand` included. */
export function quantityOf(level: Level, name: string): number {
  if (name === 'on_hand') return ON_HAND.reduce((sum, state) => sum + level.quantities[state], 0);
  return level.quantities[name as StockState];
}

/** Moves stock; returns whether `available` changed, which is what `inventory_levels/update` tells. */
export function move(
  product: Product,
  locationId: string,
  deltas: Partial<Record<StockState, number>>,
  now: Date,
): boolean {
  const level = levelAt(product, locationId, now);
  for (const [state, delta] of Object.entries(deltas) as [StockState, number][]) level.quantities[state] += delta;
  level.updatedAt = now.toISOString();
  return (deltas.available ?? 0) !== 0;
}
