import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FaultEffect } from '@backhaul/simulators';
import { waitFor } from '@backhaul/testkit';
import { inventoryExported } from '../support/events.js';
import { domain } from '../support/shop.js';
import { startGateway, type Gateway } from '../support/service.js';

describe('a stock level that the ERP exported', () => {
  const sku = 'NF-JKT-M';
  let gateway: Gateway;
  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.stop());

  const level = (available: number, of = sku) => ({ sku: of, locationId: gateway.shop.locationId, available });
  const inShop = () => gateway.shop.door.inventory(domain, sku).Austin;
  const sell = () => gateway.shop.door.placeOrder({ shop: domain, email: 'a@b.c', lines: [{ sku, quantity: 1 }] });
  const fault = faultOfWriting(() => gateway);

  it('is in the shop, and told once for the return however often the export is told', async () => {
    const event = inventoryExported([level(25), level(7, "NF-SHIRT'S")]);
    await gateway.publish(event);
    await gateway.publish(event);
    const set = await gateway.waitFor('InventoryLevelSet', 2);
    expect(set).toHaveLength(2);
    expect(set[0]).toMatchObject({
      subject: 'northfold-88120045',
      partitionKey: 'northfold/5511223344556',
      correlationId: event.correlationId,
      data: { returnId: 'northfold-88120045', locationId: gateway.shop.locationId },
    });
    expect(gateway.shop.door.inventory(domain, sku)).toEqual({ Austin: 25 });
    expect(gateway.shop.door.inventory(domain, "NF-SHIRT'S")).toEqual({ Austin: 7 });
    expect(gateway.shop.calls('SetAvailable')).toHaveLength(2);
  });

  it('is not written when the shop shows it already', async () => {
    await gateway.publish(inventoryExported([level(20)]));
    await gateway.waitFor('InventoryLevelSet');
    expect(gateway.shop.calls('SetAvailable')).toHaveLength(0);
  });

  it('is written anew, under another key, when a sale comes between reading and writing', async () => {
    fault({ kind: 'latency', ms: 400 });
    await gateway.publish(inventoryExported([level(25)]));
    await waitFor('the write to be on its way', () => gateway.shop.calls('SetAvailable').length === 1);
    sell();
    await gateway.waitFor('InventoryLevelSet');
    const calls = gateway.shop.calls('SetAvailable').map(({ variables }) => variables);
    expect(calls).toMatchObject([
      { input: { quantities: [{ changeFromQuantity: 20, quantity: 25 }] } },
      { input: { quantities: [{ changeFromQuantity: 19, quantity: 25 }] } },
    ]);
    expect(calls[0]?.key).not.toBe(calls[1]?.key);
    expect(inShop()).toBe(25);
  });

  it('is set once when the answer is lost: the sale made meanwhile stays sold', async () => {
    fault({ kind: 'after-commit', then: 'reset' });
    await gateway.publish(inventoryExported([level(25)]));
    await waitFor('the write', () => inShop() === 25);
    sell();
    await gateway.waitFor('InventoryLevelSet');
    expect(inShop()).toBe(24);
    const keys = gateway.shop.calls('SetAvailable').map(({ variables }) => variables.key);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it.each([
    ['the answer is lost', { kind: 'after-commit', then: 500 }],
    ['the call itself is lost', { kind: 'reset' }],
    ['Shopify is overloaded', { kind: 'rate-limit', retryAfterSeconds: 1 }],
  ] as const)('is set when %s', async (_, effect) => {
    fault(effect);
    await gateway.publish(inventoryExported([level(25)]));
    expect(await gateway.waitFor('InventoryLevelSet')).toHaveLength(1);
    expect(inShop()).toBe(25);
  });

  it('is set when the calls are throttled and the token ends', async () => {
    await gateway.publish(inventoryExported([level(22)]));
    await gateway.waitFor('InventoryLevelSet');
    gateway.shop.door.expireTokens(domain);
    gateway.shop.door.drainThrottle(domain);
    await gateway.publish(inventoryExported([level(25)], { exportedAt: '2026-09-20T15:00:00.000Z' }));
    await gateway.waitFor('InventoryLevelSet', 2);
    expect(inShop()).toBe(25);
  });

  it('does not undo a figure that was read later in the ERP', async () => {
    await gateway.publish(inventoryExported([level(25)], { exportedAt: '2026-09-20T15:00:00.000Z' }));
    await gateway.waitFor('InventoryLevelSet');
    await gateway.publish(inventoryExported([level(24)], { returnId: 'northfold-1' }));
    const set = await gateway.waitFor('InventoryLevelSet', 2);
    expect(set.map(({ data }) => data.returnId)).toEqual(['northfold-88120045', 'northfold-1']);
    expect(inShop()).toBe(25);
  });

  it('is asked of an operator when the shop has no such SKU, and set once it has and the call is retried', async () => {
    const event = inventoryExported([level(3, 'NF-NEW')]);
    await gateway.publish(event);
    const [task] = await gateway.waitFor('TaskOpened');
    expect(task?.data).toMatchObject({
      kind: 'set-level',
      returnId: 'northfold-88120045',
      why: 'The shop has no item with the SKU NF-NEW. Mend the cause, then retry the call.',
      values: { sku: 'NF-NEW', available: '3' },
    });
    gateway.shop.door.addProduct({ shop: domain, sku: 'NF-NEW', title: 'New', price: 100, stock: { Austin: 1 } });
    const key = encodeURIComponent(`level:${event.id}:NF-NEW:${gateway.shop.locationId}`);
    await gateway.admin('POST', `/admin/effects/${key}/retry`, { by: 'Ida', reason: 'the SKU is there now' });
    await gateway.waitFor('InventoryLevelSet');
    expect(await gateway.waitFor('TaskClosed')).toMatchObject([{ data: { taskId: task?.data.taskId } }]);
    expect(gateway.shop.door.inventory(domain, 'NF-NEW')).toEqual({ Austin: 3 });
  });

  it('of a merchant without a shop here is left alone', async () => {
    await gateway.publish({ ...inventoryExported([level(25)]), merchantId: 'loopless' });
    await gateway.publish(inventoryExported([level(22)], { returnId: 'northfold-2' }));
    expect(await gateway.waitFor('InventoryLevelSet')).toMatchObject([{ data: { returnId: 'northfold-2' } }]);
    expect(inShop()).toBe(22);
  });
});

/** Arms a fault for the next write of a stock level. */
function faultOfWriting(gateway: () => Gateway) {
  return (effect: FaultEffect): void =>
    gateway().shop.simulator.faults.add({ ...effect, match: { body: 'inventorySetQuantities' } });
}
