import { describe, expect, it } from '@jest/globals';
import { jobScreens } from '../support/jobs.js';
import { onStage } from '../support/on-stage.js';

const SHIRT = 'OLSHT-WHITE-M';

describe('R7: Refund ID Already Exists', () => {
  const on = onStage({ oakLinen: {} });
  const { runNow, itemsOf } = jobScreens(() => on.oakLinen);

  it('is an information: the run stays SUCCESS, nothing alarms, and nothing is posted again', async () => {
    const { oakLinen } = on;
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1 }), [SHIRT]);
    await oakLinen.received(one);
    await oakLinen.settled(one);
    const [refund] = oakLinen.order(one).refunds;
    const onHand = oakLinen.onHand(SHIRT);
    for (const again of [1, 2]) {
      const run = await runNow('ShopifyImportRefunds', [one.returnId]);
      expect([again, run.status, run.counts]).toMatchObject([again, 'SUCCESS', { skipped: 1, errored: 0 }]);
      expect(await itemsOf(run)).toMatchObject([
        { externalId: refund?.id, result: 'SKIPPED', severity: 'INFO', errorMessage: 'Refund ID Already Exists' },
      ]);
    }
    expect(oakLinen.credits(one)).toHaveLength(1);
    expect(oakLinen.onHand(SHIRT)).toBe(onHand);
    await oakLinen.noTaskOf(one);
    oakLinen.warehouse.assertInvariants();
  });
});
