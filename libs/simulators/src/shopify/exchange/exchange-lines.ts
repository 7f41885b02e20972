import type { Kernel } from '../../kernel/index.js';
import { newId } from '../gid.js';
import type { OrderLine } from '../orders/order.js';
import { productBySku } from '../orders/stock-of-order.js';
import type { Shop, ShopifyState } from '../state.js';
import type { Reserved } from './reserve.js';

/** One unit that goes out for what came back. Minor units. */
export interface ExchangeItem {
  /** The app's own reference of this unit. */
  ref: string;
  sku: string;
  price: number;
  discount: number;
  tax: number;
  taxRate: number;
}

/** Order lines of units: one line for equal units from one location. Their discount is the items' own; its shares are the caller's. */
export function exchangeLines(kernel: Kernel<ShopifyState>, shop: Shop, items: Reserved[]): OrderLine[] {
  const keyOf = ({ sku, price, locationId }: Reserved): string => `${sku}/${price}/${locationId}`;
  return [...new Set(items.map(keyOf))].flatMap((key) => {
    const group = items.filter((item) => keyOf(item) === key);
    const [first] = group;
    if (first === undefined) return [];
    const product = productBySku(shop, first.sku);
    const discount = group.reduce((sum, item) => sum + item.discount, 0);
    return [
      {
        id: newId(kernel, shop, 'LineItem'),
        productId: product.productId,
        variantId: product.variantId,
        inventoryItemId: product.inventoryItemId,
        sku: product.sku,
        title: product.title,
        quantity: group.length,
        unitPrice: first.price,
        discount,
        discountShares: [],
        tax: group.reduce((sum, item) => sum + item.tax, 0),
        taxRate: first.taxRate,
        locationId: first.locationId,
        giftCard: false,
      },
    ];
  });
}
