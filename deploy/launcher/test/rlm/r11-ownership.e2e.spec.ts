import { describe, expect, it } from '@jest/globals';
import { startProduct } from '../../src/index.js';
import { onStage } from '../support/on-stage.js';
import { RLM_COMPANY, setStage } from '../support/stage.js';
import type { SentBack } from '../support/watch.js';

const SHIRT = 'OLSHT-WHITE-M';
const raFor = ({ number, orderId }: SentBack) => ({
  external_rma_id: number,
  external_order_id: orderId,
  lines: [{ sku: SHIRT, qty_authorized: 1 }],
});

describe('R11: RLM’s own job makes the RAs', () => {
  const ownJobs = { loopImportReturnAuthorizations: true };
  const on = onStage({ oakLinen: { rlm: { ownJobs, triggers: { ra: 'vendor-link' }, pollSeconds: 0.5 } } });

  it('we follow it: one RA, and the return is announced, received and settled as any other', async () => {
    const { oakLinen, stage } = on;
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1 }), [SHIRT]);
    await oakLinen.known(one);
    stage.world.simulators.rlm.door.typeRa(RLM_COMPANY, raFor(one));
    await oakLinen.received(one);
    await oakLinen.settled(one);
    expect(oakLinen.ras(one)).toHaveLength(1);
    const made = stage.world.simulators.rlm.calls.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/return-authorizations'),
    );
    expect(made).toEqual([]);
  });
});

describe('R11: both are on', () => {
  it.each([
    ['two would make the RA', { loopImportReturnAuthorizations: true }, 'make the RA'],
    ['two would import refunds', { shopifyImportRefunds: true }, 'import refunds'],
    ['two would make Loop process', { loopExportReturnReceipts: true }, 'make Loop process'],
  ])('%s: the product refuses to start, and says how to go on', async (_, ownJobs, effect) => {
    const stage = await setStage({ bus: 'postgres', oakLinen: { rlm: { ownJobs } } });
    const refused = startProduct({ config: stage.config });
    await expect(refused).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(refused).rejects.toThrow(effect);
    await stage.close();
  });
});

describe('R11: a job that is switched on behind our back', () => {
  const on = onStage({ oakLinen: {} });

  it('is noticed by an RA that is not ours; our sends stop until a person releases them', async () => {
    const { oakLinen, stage } = on;
    const { rlm } = stage.world.simulators;
    // RLM's job is quicker than we are.
    const match = { method: 'POST', path: /return-authorizations$/ };
    rlm.faults.add({ match, kind: 'status', status: 423, body: { message: 'Job Locked' }, times: 2 });
    const foreign = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1 }), [SHIRT]);
    rlm.door.typeRa(RLM_COMPANY, raFor(foreign));
    await oakLinen.storeTask('sends-stopped', ({ values }) => values['return'] === foreign.returnId);
    const path = '/stores/oaklinen/release';
    expect((await oakLinen.api.ask({ service: 'rlm-adapter', path, role: 'operator' })).status).toBe(200);
    await oakLinen.received(foreign);
    await oakLinen.settled(foreign);
    expect(oakLinen.ras(foreign)).toHaveLength(1);
  });
});
