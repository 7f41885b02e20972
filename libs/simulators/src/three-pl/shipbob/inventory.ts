import type { ThreePlState } from '../state.js';

const FIRST = 9_557_855;

/** ShipBob's number of the SKU; it has one for every SKU that it is asked for, except those that begin with `NO-`. */
export const inventoryIdOf = (state: ThreePlState, sku: string): number => {
  if (!state.inventory.includes(sku)) state.inventory.push(sku);
  return FIRST + state.inventory.indexOf(sku);
};

export const skuOfInventory = (state: ThreePlState, id: number): string | undefined => state.inventory[id - FIRST];

/** What `GET /inventory` finds. */
export const inventoryItems = (state: ThreePlState, query: URLSearchParams): { id: number; sku: string }[] => {
  const listed = (name: string): string[] => (query.get(name) ?? '').split(',').filter((part) => part !== '');
  const bySku = listed('Skus').filter((sku) => !sku.startsWith('NO-'));
  const byId = listed('Ids').flatMap((id) => skuOfInventory(state, Number(id)) ?? []);
  return [...bySku, ...byId].map((sku) => ({ id: inventoryIdOf(state, sku), sku }));
};
