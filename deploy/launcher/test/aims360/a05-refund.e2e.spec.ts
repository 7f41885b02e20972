import { describe, expect, it } from '@jest/globals';
import { NORTHFOLD } from '../../src/index.js';
import type { SentBack } from '../support/watch.js';
import { onStage } from '../support/on-stage.js';

const JACKET = 'NFJKT-SLATE-M';

describe('A5: the refund goes to the original payment through Loop, only after the credit', () => {
  const on = onStage();
  const refunded = (one: SentBack) =>
    on.northfold
      .order(one)
      .transactions.filter(({ kind }) => kind === 'REFUND')
      .map(({ gateway, amount, status }) => ({ gateway, amount, status }));
  const processCalls = (one: SentBack): number =>
    on.stage.world.simulators.loop.calls.filter(({ path }) => path.endsWith(`/return/${one.number}/process`)).length;

  it('over each of mixed payments, once the credit is confirmed and not before', async () => {
    const { northfold } = on;
    const payments = [
      { gateway: 'gift_card', amount: 5_000 },
      { gateway: 'shopify_payments', amount: 10_120 },
    ];
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }, { payments }), [JACKET]);
    await northfold.seen(one, 'ReturnAuthorized');
    northfold.office.receive(one.number);
    await northfold.seen(one, 'InventoryRestocked');
    expect(refunded(one)).toEqual([]);
    expect(processCalls(one)).toBe(0);
    northfold.office.confirmCredit(one.number);
    await northfold.settled(one);
    const parts = refunded(one);
    expect(parts.every(({ status }) => status === 'SUCCESS')).toBe(true);
    expect(parts.map(({ gateway }) => gateway).sort()).toEqual(['gift_card', 'shopify_payments']);
    expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(15_120);
    expect(northfold.offsets(one)).toEqual(['-R 151.20']);
    expect(processCalls(one)).toBe(1);
  });

  it.each([
    ['with a message', 'Insufficient funds in the payout account', 'Insufficient funds in the payout account'],
    ['without any message', null, 'No reason was given'],
  ])('and where processing fails %s a person is asked; processed by hand it goes on', async (_, message, why) => {
    const { northfold, stage } = on;
    const { loop } = stage.world.simulators;
    loop.door.failNextProcessing(NORTHFOLD, message);
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET]);
    await northfold.receivedAndCredited(one);
    const task = await northfold.taskOf(one, 'processing-failed');
    expect(task).toMatchObject({ role: 'operator', values: { return: one.returnId } });
    expect(task.why).toContain(why);
    expect(refunded(one)).toEqual([]);
    expect(processCalls(one)).toBe(1);

    loop.door.process(one.number);
    await northfold.settled(one);
    await northfold.noTaskOf(one);
    expect(refunded(one)).toEqual([{ gateway: 'shopify_payments', amount: 15_120, status: 'SUCCESS' }]);
    expect(northfold.offsets(one)).toEqual(['-R 151.20']);
    expect(processCalls(one)).toBe(1);
  });

  it('and where Loop refuses, a person mends the cause and has it processed over our API, once per request', async () => {
    const { northfold, stage } = on;
    const { loop } = stage.world.simulators;
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET]);
    loop.door.failNextProcessing(NORTHFOLD, 'Order is archived');
    await northfold.receivedAndCredited(one);
    await northfold.taskOf(one, 'processing-failed');
    const path = `/returns/${one.returnId}/process`;
    const asked = { service: 'loop-gateway', path, role: 'operator', key: `process-${one.number}` } as const;
    const first = await northfold.api.ask(asked);
    expect(first).toMatchObject({ status: 200, body: { returnId: one.returnId } });
    expect(await northfold.api.ask(asked)).toEqual(first);
    await northfold.settled(one);
    expect(refunded(one)).toHaveLength(1);
    expect(processCalls(one)).toBe(2);
  });
});
