import { describe, expect, it } from '@jest/globals';
import { ACCOUNT } from '../support/northfold.js';
import type { SentBack } from '../support/watch.js';
import { onStage } from '../support/on-stage.js';

const JACKET = 'NFJKT-SLATE-M';
const TEE = 'NFTEE-SAND-S';

interface Table {
  readonly entries: readonly { readonly key: string; readonly value: string }[];
  readonly unmapped: readonly { readonly key: string; readonly seen: number; readonly waiting: number }[];
}

describe('A13: mapping tables are edited at run time, and what waits for a word goes on by itself', () => {
  const on = onStage({ aims360: { requireMapping: ['reason'] } });
  const table = (name: string) => on.northfold.api.get<Table>('aims360-adapter', `/mappings/northfold/${name}`);
  const map = (name: string, key: string, value: string, role: 'operator' | 'viewer' = 'operator') =>
    on.northfold.api.ask({
      service: 'aims360-adapter',
      path: `/mappings/northfold/${name}/${encodeURIComponent(key)}`,
      method: 'PUT',
      role,
      body: { value },
    });
  /** Reason and warehouse codes by style, as they stand on the lines of the RMA. */
  const codesOnRma = (one: SentBack): Record<string, { reason: string | undefined; warehouse: string | undefined }> => {
    const { warehouses, codes } = on.stage.world.simulators.aims360.door.masters(ACCOUNT);
    const nameIn = (ids: Record<string, string>, id: unknown) => Object.entries(ids).find(([, own]) => own === id)?.[0];
    const rma = on.northfold.rma(one);
    const lines = rma['lineItems'] as Record<string, unknown>[];
    return Object.fromEntries(
      lines.map((line) => [
        line['style'],
        {
          reason: nameIn(codes.returnAuthorizations, line['returnAuthorizationID'] ?? rma['returnAuthorizationID']),
          warehouse: nameIn(warehouses, line['warehouseID'] ?? rma['warehouseID']),
        },
      ]),
    );
  };
  const units = [
    { sku: JACKET, reason: 'Zip is broken', parentReason: 'Damaged' },
    { sku: TEE, reason: 'Too small', parentReason: 'Fit' },
  ];

  it('reason and warehouse per line; unknown words are listed with counts, and each change is kept', async () => {
    const { northfold } = on;
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1, [TEE]: 1 }), units);
    const other = await northfold.sendsBack(northfold.buys({ [TEE]: 1 }), [
      { sku: TEE, reason: 'Too small', parentReason: 'Fit' },
    ]);
    expect(await northfold.taskOf(one, 'map-value')).toMatchObject({ role: 'operator' });
    await northfold.taskOf(other, 'map-value');
    const { unmapped } = await table('reason');
    expect(unmapped).toEqual([
      expect.objectContaining({ key: 'Too small', seen: 2, waiting: 2 }),
      expect.objectContaining({ key: 'Zip is broken', seen: 1, waiting: 1 }),
    ]);
    expect(on.stage.world.simulators.aims360.door.rmas(ACCOUNT)).toEqual([]);

    expect((await map('reason', 'Too small', 'FIT', 'viewer')).status).toBe(403);
    expect((await map('warehouse', 'Zip is broken', 'RETURNS3PL')).status).toBe(200);
    expect((await map('reason', 'Too small', 'FIT')).status).toBe(200);
    await northfold.seen(other, 'ReturnAuthorized');
    expect(codesOnRma(other)).toEqual({ NFTEE: { reason: 'FIT', warehouse: 'MAIN' } });
    expect((await map('reason', 'Zip is broken', 'DMG')).status).toBe(200);
    await northfold.seen(one, 'ReturnAuthorized');
    expect(codesOnRma(one)).toEqual({
      NFJKT: { reason: 'DMG', warehouse: 'RETURNS3PL' },
      NFTEE: { reason: 'FIT', warehouse: 'MAIN' },
    });
    await northfold.noTaskOf(one);
    expect((await table('reason')).unmapped).toEqual([]);

    const history = await northfold.api.get<{ items: object[] }>(
      'aims360-adapter',
      '/mappings/northfold/reason/history?key=Too%20small',
    );
    expect(JSON.stringify(history.items)).toContain('operator of Northfold');
    await northfold.receivedAndCredited(one);
    await northfold.settled(one);
  });

  it('an item that AIMS360 knows under another UPC is found once the table says so', async () => {
    const { northfold, stage } = on;
    const { aims360, shopify } = stage.world.simulators;
    await map('reason', 'Too small', 'FIT');
    shopify.door.addProduct({
      shop: 'northfold.myshopify.com',
      sku: 'OLD-TEE',
      barcode: '810000009999',
      title: 'Trail Tee, old label',
      price: 3_200,
      stock: { Duluth: 5 },
    });
    expect((await map('item', 'OLD-TEE', '810000000301')).status).toBe(200);
    const order = shopify.door.placeOrder({
      shop: 'northfold.myshopify.com',
      email: 'ida.berg@northfold.example',
      lines: [{ sku: 'OLD-TEE', quantity: 1 }],
      taxRate: 0.08,
    });
    shopify.door.fulfill('northfold.myshopify.com', order.id);
    aims360.door.addOrder(ACCOUNT, {
      thirdPartyOrderID: order.id,
      customerPurchaseOrder: order.name,
      lines: [{ upc: '810000000301', quantity: 1, price: 3_200 }],
      tax: 256,
    });
    const one = await northfold.sendsBack(order, [{ sku: 'OLD-TEE', reason: 'Too small', parentReason: 'Fit' }]);
    await northfold.seen(one, 'ReturnAuthorized');
    expect(northfold.authorized(one)).toEqual({ 'NFTEE S': 1 });
  });
});
