import type { Kernel, RemoteDoor } from '../kernel/index.js';
import type { ShopifyDoor } from '../shopify/index.js';
import type { LoopReturn } from './returns/loop-return.js';
import type { LoopShop, LoopState } from './state.js';

/** What every part of the Loop simulator needs. */
export interface World {
  kernel: Kernel<LoopState>;
  /** The paired Shopify; undefined when Loop stands alone. */
  shopify: RemoteDoor<ShopifyDoor> | undefined;
}

/** Loop is of no use without the shop's orders. Throws when it was started without a Shopify. */
export function pairedShopify({ shopify }: World): RemoteDoor<ShopifyDoor> {
  if (shopify === undefined) throw new Error('Loop needs a paired Shopify (option shopifyUrl)');
  return shopify;
}

/** Throws when there is no such shop. */
export function shopNamed({ kernel }: World, name: string): LoopShop {
  const shop = kernel.state.shops.find((one) => one.shop === name);
  if (shop === undefined) throw new Error(`Loop knows no shop ${name}`);
  return shop;
}

/** Throws when there is no such return. */
export function returnWith({ kernel }: World, id: string): LoopReturn {
  const found = kernel.state.returns.find((one) => one.id === id);
  if (found === undefined) throw new Error(`Loop knows no return ${id}`);
  return found;
}
