import { afterAll, describe, expect, it } from '@jest/globals';
import { jobScreens } from '../support/jobs.js';
import { onStage } from '../support/on-stage.js';
import { RLM_COMPANY } from '../support/stage.js';
import type { SentBack } from '../support/watch.js';

const SHIRT = 'OLSHT-WHITE-M';
const SHIRT_L = 'OLSHT-WHITE-L';

/** Refunds of what RLM did not ship, or not all of it, or less than was refunded (contracts/rlm-and-3pl.md §6). */
describe('R6: what is imported of a refund', () => {
  const on = onStage({ oakLinen: {} });
  const screens = jobScreens(() => on.oakLinen);
  afterAll(() => on.oakLinen.warehouse.assertInvariants());

  const accept = (one: SentBack, refund: string) =>
    on.oakLinen.api.ask({
      ...{ service: 'rlm-adapter', role: 'finance' },
      path: `/returns/${one.returnId}/refunds/${refund}/accept`,
    } as const);

  it('nothing, when the order never shipped from RLM: it says why, and follows after a late ship confirm', async () => {
    const { oakLinen, stage } = on;
    const bought = oakLinen.buys({ [SHIRT]: 1 }, { inRlm: { shipped: false } });
    const one = await oakLinen.sendsBack(bought, [SHIRT]);
    await oakLinen.received(one);
    const told = await oakLinen.seen(one, 'RefundSkipped');
    expect(told.join('\n')).toContain('not imported into the ERP: No Returnable Lines; Order Line Not Shipped');
    const task = await oakLinen.taskOf(one, 'refund-not-imported');
    expect(oakLinen.credits(one)).toEqual([]);
    const { rlm } = stage.world.simulators;
    const order = rlm.door.orders(RLM_COMPANY).find((row) => row['external_order_id'] === bought.id);
    rlm.door.ship(RLM_COMPANY, Number(order?.['order_number']));
    await screens.runNow('ShopifyImportRefunds', [task.values['refund'] ?? '']);
    await oakLinen.settled(one);
    await oakLinen.noTaskOf(one);
  });

  it('what shipped, when lines never shipped: finance accepts the rest, and the return is settled', async () => {
    const { oakLinen } = on;
    const bought = oakLinen.buys({ [SHIRT]: 1, [SHIRT_L]: 1 }, { shippedUnits: { [SHIRT_L]: 0 } });
    const one = await oakLinen.sendsBack(bought, [SHIRT, SHIRT_L]);
    await oakLinen.received(one);
    const task = await oakLinen.taskOf(one, 'refund-part-left-out');
    expect(task).toMatchObject({ role: 'finance', values: { credited: '87.10 USD' } });
    expect(task.values['lines']).toContain('Order Line Not Shipped');
    expect(oakLinen.credits(one)).toMatchObject([{ total: '87.10' }]);
    expect(await oakLinen.uncleared(one)).toEqual(['refund-clearing']);
    expect(await accept(one, task.values['refund'] ?? '')).toMatchObject({ status: 200 });
    await oakLinen.settled(one);
    expect(await oakLinen.uncleared(one)).toEqual([]);
    await oakLinen.noTaskOf(one);
  });

  it('each part, when one line comes back in two returns', async () => {
    const { oakLinen } = on;
    const before = oakLinen.onHand(SHIRT);
    const bought = oakLinen.buys({ [SHIRT]: 2 });
    for (const nth of [1, 2]) {
      const one = await oakLinen.sendsBack(bought, [SHIRT]);
      await oakLinen.received(one);
      await oakLinen.settled(one);
      expect(oakLinen.credits(one)).toHaveLength(nth);
      expect(oakLinen.onHand(SHIRT)).toBe(before - 2 + nth);
    }
  });

  it('nothing, when more is refunded than RLM shipped: the words of RLM, and nothing posted', async () => {
    const { oakLinen } = on;
    const bought = oakLinen.buys({ [SHIRT]: 2 }, { shippedUnits: { [SHIRT]: 1 } });
    const before = oakLinen.onHand(SHIRT);
    const one = await oakLinen.sendsBack(bought, [SHIRT, SHIRT]);
    await oakLinen.received(one);
    const task = await oakLinen.taskOf(one, 'import-refund');
    expect(task.why).toContain('Refund Quantity Exceeds Shipped Quantity');
    expect(oakLinen.credits(one)).toEqual([]);
    expect(oakLinen.onHand(SHIRT)).toBe(before);
  });

  it('all of it, also when a damaged unit was restocked as sellable: reported, not corrected', async () => {
    const { oakLinen, stage } = on;
    const before = oakLinen.onHand(SHIRT_L);
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT_L]: 1 }), [SHIRT_L]);
    await oakLinen.received(one, { lines: [{ sku: SHIRT_L, quantity: 1, condition: 'DAMAGED' }] });
    await oakLinen.seen(one, 'ReturnHeld');
    await oakLinen.eventually('the flag in Loop', () => oakLinen.loopReturn(one).state === 'review');
    stage.world.simulators.loop.door.process(one.number);
    const task = await oakLinen.taskOf(one, 'seconds-in-sellable-stock');
    expect(task.title).toBe(`RLM has 1 × ${SHIRT_L} of second quality in sellable stock`);
    expect(oakLinen.onHand(SHIRT_L)).toBe(before);
    await oakLinen.settled(one);
  });
});
