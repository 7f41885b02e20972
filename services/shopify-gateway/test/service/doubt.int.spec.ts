import { throughDoubts } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shopifyGateway } from '../../src/index.js';
import { inventoryExported } from '../support/events.js';
import { startGateway, type Gateway } from '../support/service.js';
import { domain } from '../support/shop.js';

describe('a stock level of which no look-up can tell whether it was set', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  it('is a task for a person, is set once the shop speaks again, and the task is closed', async () => {
    const { shop, database, service } = gateway;
    const sku = 'NF-JKT-M';
    const kind = 'shopify.inventory.set';
    expect((shopifyGateway.effects?.(service.app) ?? []).map((handler) => handler.kind)).toEqual([kind]);
    const levels = [{ sku, locationId: shop.locationId, available: 25 }];
    await throughDoubts({
      pool: database.pool,
      calls: [
        {
          kind,
          system: shop.simulator,
          request: { body: 'inventorySetQuantities' },
          plan: () => gateway.publish(inventoryExported(levels)),
        },
      ],
      asked: () => gateway.waitFor('TaskOpened'),
    });
    const [opened] = await gateway.waitFor('TaskOpened');
    expect(await gateway.waitFor('TaskClosed')).toMatchObject([{ data: { taskId: opened?.data.taskId } }]);
    // The first was not understood; what followed was the same to the byte, its idempotency key included.
    const sent = shop.calls('SetAvailable').map((call) => JSON.stringify(call));
    expect(sent.length).toBeGreaterThan(1);
    expect(new Set(sent).size).toBe(1);
    expect(shop.door.inventory(domain, sku)).toEqual({ Austin: 25 });
    expect(gateway.published('InventoryLevelSet')).toHaveLength(1);
  }, 120_000);
});
