import { describe, expect, it } from '@jest/globals';
import { jobScreens } from '../support/jobs.js';
import { onStage } from '../support/on-stage.js';
import { RLM_COMPANY } from '../support/stage.js';

const SHIRT = 'OLSHT-WHITE-M';
const SHIRT_L = 'OLSHT-WHITE-L';
const SECONDS = 91;

describe('R8: the export of inventory', () => {
  const on = onStage({ oakLinen: {} });
  const screens = jobScreens(() => on.oakLinen);
  const adjust = (warehouse: number, sku: string, quantity: number) =>
    on.stage.world.simulators.rlm.door.adjust(RLM_COMPANY, warehouse, sku, quantity);
  const shown = (sku: string): number | undefined => on.oakLinen.inShop(sku)['West 1'];

  it('tells the shop what moved in RLM by itself, and never the stock of SECOND warehouses', async () => {
    const { oakLinen } = on;
    // The first run leaves what is there to the shop.
    await screens.runNow('ShopifyExportInventory');
    adjust(1, SHIRT, -3);
    adjust(SECONDS, SHIRT_L, 4);
    const before = shown(SHIRT_L);
    const run = await screens.runNow('ShopifyExportInventory');
    expect(run.status).toBe('SUCCESS');
    await oakLinen.eventually('the figure of RLM in the shop', () => shown(SHIRT) === oakLinen.onHand(SHIRT));
    expect(shown(SHIRT_L)).toBe(before);
    expect((await screens.itemsOf(run)).every(({ externalId }) => !externalId.startsWith(SHIRT_L))).toBe(true);
  });

  it('between the shop’s own restock and the import holds the item back, says so, and follows the import', async () => {
    const { oakLinen } = on;
    await screens.set('ShopifyImportRefunds', 'pause');
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1 }), [SHIRT]);
    await oakLinen.received(one);
    await oakLinen.seen(one, 'RefundRecorded');
    const restocked = shown(SHIRT);
    adjust(1, SHIRT, -2);
    const run = await screens.runNow('ShopifyExportInventory');
    const [refund] = oakLinen.order(one).refunds;
    expect(await screens.itemsOf(run)).toContainEqual(
      expect.objectContaining({
        result: 'SKIPPED',
        severity: 'WARN',
        errorMessage: `Held back: the shop has restocked it by refund ${refund?.id}, which RLM does not have yet`,
      }),
    );
    expect(shown(SHIRT)).toBe(restocked);
    await screens.set('ShopifyImportRefunds', 'resume');
    await oakLinen.settled(one);
    expect(shown(SHIRT)).toBe(oakLinen.onHand(SHIRT));
    oakLinen.warehouse.assertInvariants();
  });
});
