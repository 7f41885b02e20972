import { describe, expect, it } from '@jest/globals';
import type { SentBack } from '../support/watch.js';
import { onStage } from '../support/on-stage.js';

const JACKET = 'NFJKT-SLATE-M';
const VEST = 'NFVST-MOSS-M';
const TEE = 'NFTEE-SAND-S';

describe('A1: a return submitted in Loop is exactly one RMA in AIMS360', () => {
  const on = onStage();
  const authorized = (one: SentBack) => on.northfold.authorized(one);

  it('when Loop tells of it three times, in another order, and again in every sweep', async () => {
    const { northfold, stage } = on;
    const { loop } = stage.world.simulators;
    loop.webhooks.disturb({ duplicate: 2, reorder: 2 });
    const sweeps = () => loop.calls.filter(({ path }) => path.includes('/warehouse/return/list')).length;
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET]);
    await northfold.seen(one, 'ReturnAuthorized');
    const before = sweeps();
    await northfold.eventually('another two sweeps', () => sweeps() >= before + 2);
    expect(authorized(one)).toEqual({ 'NFJKT M': 1 });
    expect(northfold.rma(one)).toMatchObject({ customerAccount: 'SHPFY-US', status: 'Open', receiptStatus: 'None' });
  });

  it('when its webhooks are lost: the sweep finds it', async () => {
    const { northfold, stage } = on;
    stage.world.simulators.loop.webhooks.disturb({ drop: 2 });
    const one = await northfold.sendsBack(northfold.buys({ [VEST]: 1 }), [VEST]);
    await northfold.seen(one, 'ReturnAuthorized');
    expect(authorized(one)).toEqual({ 'NFVST M': 1 });
  });

  it('when AIMS360 has made it and the answer was lost', async () => {
    const { northfold, stage } = on;
    const match = { method: 'POST', path: /\/rma$/ };
    stage.world.simulators.aims360.faults.add({ match, kind: 'after-commit', then: 'reset' });
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET]);
    await northfold.seen(one, 'ReturnAuthorized');
    expect(authorized(one)).toEqual({ 'NFJKT M': 1 });
  });

  it('when all services are stopped between the call and its answer', async () => {
    const { northfold, stage } = on;
    const { aims360 } = stage.world.simulators;
    const creations = () =>
      aims360.calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/rma')).length;
    const before = creations();
    aims360.faults.add({ match: { method: 'POST', path: /\/rma$/ }, kind: 'latency', ms: 3_000 });
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET]);
    await northfold.eventually('the call to be under way', () => creations() > before);
    await on.restart(() => aims360.faults.clear());
    await northfold.seen(one, 'ReturnAuthorized');
    expect(authorized(one)).toEqual({ 'NFJKT M': 1 });
  });

  it('also for several returns on one order, several units of one size, and several orders of one shopper', async () => {
    const { northfold } = on;
    const order = northfold.buys({ [JACKET]: 2, [TEE]: 3 });
    const another = northfold.buys({ [TEE]: 1 });
    const returns = [
      await northfold.sendsBack(order, [TEE, TEE, TEE]),
      await northfold.sendsBack(order, [JACKET]),
      await northfold.sendsBack(order, [JACKET]),
      await northfold.sendsBack(another, [TEE]),
    ];
    for (const one of returns) await northfold.seen(one, 'ReturnAuthorized');
    expect(returns.map(authorized)).toEqual([{ 'NFTEE S': 3 }, { 'NFJKT M': 1 }, { 'NFJKT M': 1 }, { 'NFTEE S': 1 }]);
    const orders = returns.map((one) => northfold.rma(one)['thirdPartyOrderID']);
    expect(orders).toEqual([order.id, order.id, order.id, another.id]);
  });
});
