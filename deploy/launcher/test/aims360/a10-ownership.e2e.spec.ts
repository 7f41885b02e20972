import { describe, expect, it } from '@jest/globals';
import { startProduct } from '../../src/index.js';
import { ACCOUNT } from '../support/northfold.js';
import { onStage } from '../support/on-stage.js';
import { setStage } from '../support/stage.js';

const JACKET = 'NFJKT-SLATE-M';
const adapter = 'aims360-adapter';
const bothOn = { createsRmas: true, processesOnCredit: true };

describe('A10: the vendor’s own Loop link makes RMAs and processes', () => {
  const on = onStage({
    aims360: { owner: 'vendor-link', vendorLink: bothOn },
    loop: { process: 'vendor-link' },
  });

  it('we only observe and post the debit: one RMA, one processing, one refund', async () => {
    const { northfold, stage } = on;
    const { aims360, loop } = stage.world.simulators;
    const link = { loopUrl: loop.url, apiKey: 'secret of northfold.loop.key' };
    await aims360.door.setLoopLink(ACCOUNT, { ...link, ...bothOn });
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET]);
    await northfold.receivedAndCredited(one);
    await northfold.settled(one);
    expect(northfold.rma(one)).toMatchObject({ source: 'Loop' });
    expect(northfold.offsets(one)).toEqual(['-R 151.20']);
    expect(northfold.order(one).refunds).toHaveLength(1);
    const processed = loop.calls.filter(({ path }) => path.endsWith('/process'));
    expect(processed).toHaveLength(1);
    expect(aims360.door.loopLinkLog(ACCOUNT).map(({ did }) => did)).toContain('asked Loop to process: queued');
    const writes = aims360.calls.filter(({ method, path }) => method !== 'GET' && /\/rma(\/|$)/.test(path));
    expect(writes).toEqual([]);
  });
});

describe('A10: both are on', () => {
  it.each([
    ['two would make the RMA', { vendorLink: { createsRmas: true } }, 'create the RMA'],
    ['two would make Loop process', { vendorLink: { processesOnCredit: true } }, 'make Loop process'],
  ])('%s: the product refuses to start, and says how to go on', async (_, aims360, effect) => {
    const stage = await setStage({ bus: 'postgres', northfold: { aims360 } });
    const refused = startProduct({ config: stage.config });
    await expect(refused).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(refused).rejects.toThrow(effect);
    await stage.close();
  });
});

describe('A10: a link that is switched on behind our back', () => {
  const on = onStage();

  it('is noticed by an RMA that is not ours; our sends stop with a clear alarm until a person releases them', async () => {
    const { northfold, stage } = on;
    const { aims360, loop } = stage.world.simulators;
    const link = { loopUrl: loop.url, apiKey: 'secret of northfold.loop.key' };
    await aims360.door.setLoopLink(ACCOUNT, { ...link, createsRmas: true, processesOnCredit: false });
    // The link is quicker than we are.
    aims360.faults.add({ match: { method: 'POST', path: /\/rma$/ }, kind: 'status', status: 503, times: 2 });
    const foreign = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET]);
    expect(await northfold.taskOf(foreign, 'foreign-rma')).toMatchObject({ role: 'operator' });
    await northfold.storeTask('sends-stopped');
    expect(northfold.rma(foreign)).toMatchObject({ source: 'Loop' });

    await aims360.door.setLoopLink(ACCOUNT, null);
    const next = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET]);
    await northfold.known(next);
    await northfold.sweptTwice();
    const mine = () => aims360.door.rmas(ACCOUNT).filter((row) => row['thirdPartyReturnID'] === next.number);
    const made = mine();
    // A link that is off makes none; ours is held back.
    expect(made.filter((row) => row['source'] !== 'Loop')).toEqual([]);
    const path = '/stores/northfold/release';
    expect((await northfold.api.ask({ service: adapter, path, role: 'operator' })).status).toBe(200);
    await northfold.seen(next, 'ReturnAuthorized');
    expect(mine()).toHaveLength(1);
  });
});
