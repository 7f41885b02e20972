import { afterAll, describe, expect, it } from '@jest/globals';
import { onStage } from '../support/on-stage.js';
import { RLM_COMPANY } from '../support/stage.js';
import type { SentBack } from '../support/watch.js';

const SHIRT = 'OLSHT-WHITE-M';
const [WEST, NORTH, DAMAGES] = [1, 3, 91];

describe('R3: damaged goods never go back on the shelf', () => {
  // Retries come with the next run of the job; the safety net of 15 minutes would be too long for a test.
  const on = onStage({ oakLinen: { rlm: { jobs: { ShopifyImportRefunds: { everySeconds: 1 } } } } });
  const loop = () => on.stage.world.simulators.loop.door;
  afterAll(() => on.oakLinen.warehouse.assertInvariants());

  /** One shirt, shipped from that warehouse, comes back stained, and the return is held. */
  const stained = async (warehouse: number): Promise<SentBack> => {
    const { oakLinen } = on;
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1 }, { inRlm: { warehouse } }), [SHIRT]);
    const lines = [{ line_no: 1, quantity: 1, condition: 'DAMAGED' as const, note: 'stain, left sleeve' }];
    await oakLinen.received(one, { lines });
    await oakLinen.seen(one, 'ReturnHeld');
    return one;
  };
  /** A person in Loop's admin looks at the note, unticks restock, and processes. */
  const processedWithoutRestock = ({ number }: SentBack): void => {
    loop().setRestock(number, 'no_restock');
    loop().process(number);
  };

  it('second quality is flagged in Loop with a note; processed without restock, it goes to the damages warehouse', async () => {
    const { oakLinen } = on;
    const [west, damages] = [oakLinen.onHand(SHIRT, WEST), oakLinen.onHand(SHIRT, DAMAGES)];
    const one = await stained(WEST);
    const inShop = oakLinen.inShop(SHIRT);

    // Flagged in Loop, with a note that says why.
    await oakLinen.eventually('the return to be in review', () => oakLinen.loopReturn(one).state === 'review');
    await oakLinen.eventually('the note', () =>
      oakLinen.notes(one).includes(`On hold: ${SHIRT} received as second quality (damaged)`),
    );
    expect(oakLinen.order(one).refunds).toEqual([]);

    // A person processes with restock unticked: Shopify's refund has no_restock.
    processedWithoutRestock(one);
    await oakLinen.seen(one, 'RefundImported');
    expect(oakLinen.order(one).refunds).toMatchObject([{ lines: [{ quantity: 1, restockType: 'NO_RESTOCK' }] }]);

    // RLM restocks the unit in the damages warehouse of the one that it was shipped from, and generates the invoice.
    expect([oakLinen.onHand(SHIRT, WEST), oakLinen.onHand(SHIRT, DAMAGES)]).toEqual([west - 1, damages + 1]);
    expect(oakLinen.credits(one)).toMatchObject([{ total: '87.10' }]);
    await oakLinen.settled(one);
    expect(oakLinen.inShop(SHIRT)).toEqual(inShop);
    expect(await oakLinen.uncleared(one)).toEqual([]);
    await oakLinen.noTaskOf(one);
  });

  it('without a damages warehouse nothing is posted, and says so; it goes on by itself once one is assigned', async () => {
    const { oakLinen, stage } = on;
    const one = await stained(NORTH);
    const [north, damages] = [oakLinen.onHand(SHIRT, NORTH), oakLinen.onHand(SHIRT, DAMAGES)];
    processedWithoutRestock(one);
    const task = await oakLinen.taskOf(one, 'import-refund');
    expect(task.why).toContain('No Second Quality Warehouse Assigned');
    expect(oakLinen.credits(one)).toEqual([]);
    expect([oakLinen.onHand(SHIRT, NORTH), oakLinen.onHand(SHIRT, DAMAGES)]).toEqual([north, damages]);

    stage.world.simulators.rlm.door.setWarehouse(RLM_COMPANY, NORTH, { second_quality_warehouse: DAMAGES });
    await oakLinen.settled(one);
    expect(oakLinen.onHand(SHIRT, DAMAGES)).toBe(damages + 1);
    expect(oakLinen.credits(one)).toHaveLength(1);
    await oakLinen.noTaskOf(one);
  });
});
