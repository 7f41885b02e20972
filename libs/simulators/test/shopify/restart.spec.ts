import { expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOMAIN, openShop } from './shop.js';

it('a shop with its orders, stock and keys survives a restart, and opening it again changes only its settings', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shopify-'));
  const before = await openShop({}, join(folder, 'state.json'));
  const order = before.order();
  const request = {
    shop: DOMAIN,
    orderId: order.id,
    key: 'loop-return-1',
    note: '',
    amount: 6804,
    restockType: 'return' as const,
    lines: [{ lineItemId: order.lines[0]?.id ?? '', quantity: 1 }],
  };
  const first = before.shopify.door.refundForReturn(request);
  await before.close();

  const after = await openShop({ webhookUrl: 'http://127.0.0.1:1/' }, join(folder, 'state.json'));
  expect(after.shopify.door.refundForReturn(request)).toEqual(first);
  expect(after.shopify.door.orders(DOMAIN)[0]?.refunds).toHaveLength(1);
  expect(after.shopify.door.inventory(DOMAIN, 'NF-JKT-M')).toEqual({ Duluth: 9, Reno: 4 });
  expect((await after.graphql('{ shop { myshopifyDomain } }')).data.shop.myshopifyDomain).toBe(DOMAIN);
  await after.close();
  rmSync(folder, { recursive: true });
});
