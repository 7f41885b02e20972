import { gid } from '../gid.js';
import type { GiftCard } from '../gift-cards/gift-card.js';
import { seconds } from '../times.js';
import { moneyV2 } from './order-bag.js';

/** A gift card as GraphQL shows it. One that was issued by an app belongs to no order there: what it is for stands in its note. */
export const giftCardView = (card: GiftCard) => ({
  id: gid('GiftCard', card.id),
  lastCharacters: card.lastCharacters,
  maskedCode: `•••• •••• •••• ${card.lastCharacters}`,
  initialValue: moneyV2(card.initialValue, card.currency),
  balance: moneyV2(card.balance, card.currency),
  createdAt: seconds(card.createdAt),
  updatedAt: seconds(card.createdAt),
  enabled: true,
  deactivatedAt: null,
  expiresOn: null,
  note: card.note,
  order: null,
});
