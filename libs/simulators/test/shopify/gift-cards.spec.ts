import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Order } from '../../src/index.js';
import { DOMAIN, openShop, type Shop } from './shop.js';

let shop: Shop;
let order: Order;
beforeEach(async () => {
  shop = await openShop();
  order = shop.order();
});
afterEach(() => shop.close());

const asked = (key: string) => ({
  shop: DOMAIN,
  key,
  amount: 6804,
  email: 'mia@northfold.example',
  orderId: order.id,
  note: 'Loop store credit',
  appId: '1662707',
});

describe('store credit of a returns app', () => {
  it('is a gift card, once for its key', () => {
    const { id } = shop.shopify.door.issueGiftCard(asked('loop-return-1-credit'));
    expect(shop.shopify.door.issueGiftCard(asked('loop-return-1-credit')).id).toBe(id);
    expect(shop.shopify.door.giftCards(DOMAIN)).toMatchObject([
      { id, initialValue: 6804, balance: 6804, currency: 'USD', orderId: order.id, apiClientId: '1662707' },
    ]);
  });

  it('is a gift-card order in the deprecated way, which ships nothing and commits no stock', () => {
    const first = shop.shopify.door.placeGiftCardOrder(asked('loop-return-1-credit'));
    expect(first.orderName).toBe('LGC-20418');
    expect(shop.shopify.door.placeGiftCardOrder(asked('loop-return-1-credit'))).toEqual(first);
    expect(shop.shopify.door.placeGiftCardOrder(asked('loop-return-2-credit')).orderName).toBe('LGC-20418-2');
    expect(shop.shopify.door.orders(DOMAIN)[1]).toMatchObject({
      name: 'LGC-20418',
      markedPaid: true,
      transactions: [],
      lines: [{ giftCard: true, quantity: 1, unitPrice: 6804 }],
    });
    expect(shop.shopify.door.inventory(DOMAIN, 'LOOP-GIFT-CARD')).toEqual({ Duluth: 0, Reno: 0 });
  });
});
