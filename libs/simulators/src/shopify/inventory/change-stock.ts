import type { Kernel } from '../../kernel/index.js';
import { newId, productByItem } from '../gid.js';
import type { Shop, ShopifyState } from '../state.js';
import { announce } from '../webhooks/announce.js';
import { stockNews } from '../webhooks/news.js';
import type { AdjustmentGroup, StockState } from './product.js';
import { move } from './stock.js';

export interface StockChange {
  inventoryItemId: string;
  locationId: string;
  /** The state that moves; `on_hand` moves `available`. */
  name: string;
  delta: number;
  ledgerDocumentUri: string | null;
}

/** Books stock changes that nothing speaks against, and tells of each changed `available`. */
export function changeStock(
  kernel: Kernel<ShopifyState>,
  shop: Shop,
  why: { reason: string; referenceDocumentUri: string | null },
  changes: StockChange[],
): AdjustmentGroup {
  const now = kernel.clock.now();
  const group: AdjustmentGroup = {
    id: newId(kernel, shop, 'InventoryAdjustmentGroup'),
    createdAt: now.toISOString(),
    ...why,
    changes: changes.flatMap((change) => withOnHand(change)),
  };
  shop.adjustmentGroups.push(group);
  const news = changes.flatMap(({ inventoryItemId, locationId, name, delta }) => {
    const product = productByItem(shop, inventoryItemId);
    if (product === undefined) return [];
    const state = (name === 'on_hand' ? 'available' : name) as StockState;
    return move(product, locationId, { [state]: delta }, now) ? [stockNews(shop, product, locationId, now)] : [];
  });
  announce(kernel, shop, news);
  return group;
}

/** A change of `available` reports the matching change of `on_hand`, and the other way round. */
function withOnHand({ name, ...change }: StockChange): AdjustmentGroup['changes'] {
  const pair = name === 'available' || name === 'on_hand' ? ['available', 'on_hand'] : [name];
  return pair.map((state) => ({ ...change, name: state }));
}
