import type { Shop } from '../state.js';

/** Two returns on one order give two orders of one name; what Loop calls the second is not published: `EXC-20418-2` here. */
export function freeName(shop: Shop, wanted: string): string {
  const taken = shop.orders.filter(({ name }) => name === wanted || name.startsWith(`${wanted}-`)).length;
  return taken === 0 ? wanted : `${wanted}-${taken + 1}`;
}
