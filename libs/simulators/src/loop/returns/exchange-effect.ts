import type { LoopShop } from '../state.js';
import { pairedShopify, type World } from '../world.js';
import { amountsOf, taken, valueOf } from './amounts.js';
import type { LoopExchange, LoopReturn } from './loop-return.js';

/** Loop's app id in Shopify (contracts/loop.md §5.3). */
export const LOOP_APP_ID = '1662707';

/** Exchange items that are still owed. */
export const owed = (one: LoopReturn): LoopExchange[] => taken(one).filter(({ orderId }) => orderId === null);

/** Creates what is owed in Shopify, as far as it is in stock; the rest is marked. The same try made twice has one effect. */
export async function makeExchanges(world: World, shop: LoopShop, one: LoopReturn): Promise<void> {
  const items = owed(one);
  if (items.length === 0) return;
  const { orderId, orderName, outOfStock } =
    one.shopifyReturnKey === null
      ? await separateOrder(world, shop, one, items)
      : await addedLines(world, shop, one, items, one.shopifyReturnKey);
  for (const item of items) {
    item.outOfStock = outOfStock.includes(item.exchangeId);
    if (!item.outOfStock) Object.assign(item, { orderId, orderName });
  }
  one.exchangeTries += 1;
}

const keyOf = (one: LoopReturn): string => `loop-return-${one.id}-exchange-${one.exchangeTries}`;

const asItems = (items: LoopExchange[]) =>
  items.map(({ exchangeId, sku, price, discount, tax, taxRate }) => ({
    ref: exchangeId,
    sku,
    price,
    discount,
    tax,
    taxRate,
  }));

async function separateOrder(world: World, shop: LoopShop, one: LoopReturn, items: LoopExchange[]) {
  return pairedShopify(world).placeExchangeOrder({
    shop: shop.shopDomain,
    orderId: one.providerOrderId,
    key: keyOf(one),
    items: asItems(items),
    prefix: shop.exchangePrefix,
    credit: shop.loopDiscount ? creditLeft(one) : null,
    appId: LOOP_APP_ID,
    tags: [shop.exchangeTag ?? String(one.providerOrderNumber)],
    note: `Exchange for order ${one.orderName}`,
    attributes: [
      { key: 'original_order', value: one.orderName },
      ...(one.additionalDetails === null
        ? []
        : [{ key: 'Additional Details', value: JSON.stringify(one.additionalDetails) }]),
    ],
  });
}

/** The return credit that earlier orders of this return have not used up. */
function creditLeft(one: LoopReturn): number {
  const sent = taken(one).filter(({ orderId }) => orderId !== null);
  const used = sent.reduce((sum, item) => sum + valueOf(item), 0);
  return Math.max(0, amountsOf(one).returnCredit - used);
}

async function addedLines(world: World, shop: LoopShop, one: LoopReturn, items: LoopExchange[], returnKey: string) {
  const { outOfStock } = await pairedShopify(world).processExchange({
    shop: shop.shopDomain,
    orderId: one.providerOrderId,
    returnKey,
    key: keyOf(one),
    items: asItems(items),
    paid: one.exchangeTries === 0 ? amountsOf(one).upsell : 0,
  });
  return { orderId: one.providerOrderId, orderName: one.orderName, outOfStock };
}
