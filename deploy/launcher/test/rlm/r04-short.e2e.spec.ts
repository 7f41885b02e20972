import { afterAll, describe, expect, it } from '@jest/globals';
import { onStage } from '../support/on-stage.js';
import type { SentBack } from '../support/watch.js';

const SHIRT = 'OLSHT-WHITE-M';
const BIG = 'OLSHT-WHITE-L';

describe('R4: short receiving is flagged with what is missing, and a person decides', () => {
  const on = onStage({ oakLinen: {} });
  const loop = () => on.stage.world.simulators.loop.door;
  afterAll(() => on.oakLinen.warehouse.assertInvariants());

  /** Two shirts come back on paper, the one in M in the box. */
  const short = async (): Promise<SentBack> => {
    const { oakLinen } = on;
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1, [BIG]: 1 }), [SHIRT, BIG]);
    await oakLinen.received(one, { lines: [{ sku: SHIRT, quantity: 1 }] });
    await oakLinen.seen(one, 'ReturnHeld');
    await oakLinen.eventually('the return to be in review', () => oakLinen.loopReturn(one).state === 'review');
    await oakLinen.eventually('the note', () => oakLinen.notes(one).includes(`On hold: short 0 of 1 ${BIG}`));
    expect(oakLinen.order(one).refunds).toEqual([]);
    return one;
  };
  const missing = (one: SentBack): string[] =>
    on.oakLinen.loopReturn(one).lines.flatMap(({ lineItemId, sku }) => (sku === BIG ? [lineItemId] : []));

  it('the missing lines are removed, and the rest goes on as normal', async () => {
    const { oakLinen } = on;
    const [shirts, bigs] = [oakLinen.onHand(SHIRT), oakLinen.onHand(BIG)];
    const one = await short();
    loop().removeLines(one.number, missing(one));
    await oakLinen.settled(one);
    expect(oakLinen.order(one).refunds).toMatchObject([{ lines: [{ quantity: 1, restockType: 'RETURN' }] }]);
    expect(oakLinen.credits(one)).toMatchObject([{ total: '87.10' }]);
    expect([oakLinen.onHand(SHIRT), oakLinen.onHand(BIG)]).toEqual([shirts, bigs - 1]);
  });

  it('a person processes all the same: the shopper is paid for both, and RLM is told what never came', async () => {
    const { oakLinen } = on;
    const one = await short();
    loop().setRestock(one.number, 'no_restock');
    loop().process(one.number);
    await oakLinen.seen(one, 'RefundImported');
    expect(oakLinen.order(one).refunds.flatMap(({ lines }) => lines)).toHaveLength(2);
    await oakLinen.taskOf(one, 'stock-never-came', { sku: BIG });
  });

  it('a person rejects: nobody is paid, and what came waits for the warehouse', async () => {
    const { oakLinen } = on;
    const shirts = oakLinen.onHand(SHIRT);
    const one = await short();
    loop().rejectReturn(one.number);
    await oakLinen.seen(one, 'ReturnClosed');
    expect(oakLinen.order(one).refunds).toEqual([]);
    expect(oakLinen.credits(one)).toEqual([]);
    expect(oakLinen.onHand(SHIRT)).toBe(shirts - 1);
    await oakLinen.taskOf(one, 'ended-with-goods', { ra: String(oakLinen.ra(one)['ra_number']) });
  });

  it('the late unit is recorded and put on a worklist, where a person closes it', async () => {
    const { oakLinen } = on;
    const one = await short();
    loop().removeLines(one.number, missing(one));
    await oakLinen.settled(one);
    await oakLinen.received(one, { lines: [{ sku: BIG, quantity: 1 }] });
    await oakLinen.eventuallyTold(one, 'ReceiptRecorded', 2);
    const lines = await oakLinen.seen(one, 'ReceiptRecorded');
    expect(lines.join('\n')).toContain('after nothing more was expected');
    const task = await oakLinen.taskOf(one, 'late-receipt', { items: `1 × ${BIG} (good)` });
    const path = `/ras/${one.returnId}/close-task`;
    const body = { taskId: task.taskId, reason: 'Sent back to the shopper.' };
    const asked = await oakLinen.api.ask({ service: 'rlm-adapter', path, role: 'operator', body });
    expect(asked.status).toBe(200);
    await oakLinen.noTaskOf(one);
    // It was decided before: nobody is paid, and nothing is stock, by itself.
    expect(oakLinen.order(one).refunds).toHaveLength(1);
  });
});
