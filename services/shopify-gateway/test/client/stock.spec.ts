import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { StockWrite } from '../../src/shopify/port.js';
import { domain, openShop, type TestShop } from '../support/shop.js';

describe.each(['2026-01', '2026-04', '2026-10'])('stock of the shop in version %s', (apiVersion) => {
  let shop: TestShop;
  const sku = "NF-SHIRT'S";
  beforeEach(async () => {
    shop = await openShop();
  });
  afterEach(() => shop.simulator.close());

  const client = () => shop.client({ section: { apiVersion } });
  const write = (change: Partial<StockWrite> = {}): StockWrite => ({
    sku,
    locationId: shop.locationId,
    available: 25,
    changeFrom: 20,
    document: 'gid://backhaul/InventoryExport/e1',
    idempotencyKey: 'd9f0c1d2-0000-5000-8000-000000000001',
    ...change,
  });
  const inShop = () => shop.door.inventory(domain, sku).Austin;

  it('is read by SKU and location', async () => {
    expect(await client().readStock({ sku, locationId: shop.locationId })).toEqual({ known: true, available: 20 });
  });

  it('asks once which item a SKU is', async () => {
    const one = client();
    await one.readStock({ sku, locationId: shop.locationId });
    await one.readStock({ sku, locationId: shop.locationId });
    expect(shop.calls('ItemsBySku')).toHaveLength(1);
  });

  it('is not known for a SKU that the shop does not sell', async () => {
    const reading = await client().readStock({ sku: 'NF-NONE', locationId: shop.locationId });
    expect(reading).toEqual({ known: false, sold: false, reason: 'The shop has no item with the SKU NF-NONE' });
  });

  it('is written when it is what we read', async () => {
    expect(await client().writeStock(write())).toEqual({ outcome: 'written' });
    expect(inShop()).toBe(25);
  });

  it('is not written when it has moved since', async () => {
    expect(await client().writeStock(write({ changeFrom: 19 }))).toEqual({ outcome: 'moved' });
    expect(inShop()).toBe(20);
  });

  it('is written once under one key, also when the answer was lost and a sale came in between', async () => {
    const one = client();
    shop.simulator.faults.add({ match: { body: 'inventorySetQuantities' }, kind: 'after-commit', then: 'reset' });
    await expect(one.writeStock(write())).rejects.toMatchObject({ delivered: 'unknown' });
    shop.door.placeOrder({ shop: domain, email: 'a@b.c', lines: [{ sku, quantity: 1 }] });
    expect(await one.writeStock(write())).toEqual({ outcome: 'written' });
    expect(inShop()).toBe(24);
  });

  it('asks to repeat while an earlier send of the key is under way', async () => {
    shop.door.holdIdempotencyKey(domain, write().idempotencyKey);
    await expect(client().writeStock(write())).rejects.toMatchObject({ delivered: 'no', retryable: true });
    expect(inShop()).toBe(20);
  });

  it('is refused with the shop’s reason for a location that is not there', async () => {
    const answer = await client().writeStock(write({ locationId: '1' }));
    expect(answer).toEqual({ outcome: 'refused', reason: expect.stringContaining('INVALID_LOCATION') });
  });
});
