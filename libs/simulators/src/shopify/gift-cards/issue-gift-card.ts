import type { Kernel } from '../../kernel/index.js';
import { newId, orderById } from '../gid.js';
import type { Shop, ShopifyState } from '../state.js';
import type { GiftCard } from './gift-card.js';

/** A gift card that an app (Loop) issues through the Gift Card API. Minor units of the shop's currency. */
export interface GiftCardRequest {
  shop: string;
  /** The app's own reference: asked again, the same card is answered. */
  key: string;
  amount: number;
  email: string;
  /** The order that it is given for. */
  orderId: string;
  note: string;
  appId: string;
}

/** Issues a card that can be spent at once. */
export function issueGiftCard(kernel: Kernel<ShopifyState>, shop: Shop, asked: GiftCardRequest): GiftCard {
  const earlier = shop.giftCards.find(({ key }) => key === asked.key);
  if (earlier !== undefined) return earlier;
  const made: GiftCard = {
    id: newId(kernel, shop, 'GiftCard'),
    lastCharacters: kernel.ids.hex('shopify/gift-card', 4),
    initialValue: asked.amount,
    balance: asked.amount,
    currency: shop.currency,
    createdAt: kernel.clock.now().toISOString(),
    customerId: orderById(shop, asked.orderId)?.customer.id ?? null,
    email: asked.email,
    orderId: asked.orderId,
    note: asked.note,
    apiClientId: asked.appId,
    key: asked.key,
  };
  shop.giftCards.push(made);
  return made;
}
