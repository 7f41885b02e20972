import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startPeople, startProduct, type Product } from '../src/index.js';
import { assertBooks, documentsIn, oneOfEach } from './support/documents.js';
import { submitBoth } from './support/returns.js';
import { setStage, settled, type Stage } from './support/stage.js';

describe('one return, one RMA or RA, one refund, whatever the vendors do', () => {
  let stage: Stage;
  let product: Product | undefined;
  let people: { stop(): void };

  beforeEach(async () => {
    stage = await setStage({ bus: 'postgres' });
    product = await startProduct({ config: { ...stage.config, log: { level: 'silent' } } });
    people = startPeople(stage.world.simulators);
  });

  afterEach(async () => {
    people.stop();
    await product?.stop();
    await stage.close();
  });

  const expectOneOfEach = async (returns: readonly string[]): Promise<void> => {
    await settled(stage.ledger, returns, 120_000);
    expect(documentsIn(stage.world)).toEqual(oneOfEach(1, 1));
    assertBooks(stage.world);
  };

  it('a webhook of each vendor a hundred times, while the sweep finds the same', async () => {
    const { loop, shopify, threePl } = stage.world.simulators;
    for (const simulator of [loop, shopify, threePl]) simulator.webhooks.disturb({ duplicate: 99 });
    await expectOneOfEach(await submitBoth(stage.world.simulators));
  });

  it('webhooks out of order and late', async () => {
    const { loop, shopify, threePl } = stage.world.simulators;
    loop.webhooks.disturb({ reorder: 4 });
    for (const simulator of [shopify, threePl]) simulator.webhooks.disturb({ delay: { times: 20, ms: 700 } });
    await expectOneOfEach(await submitBoth(stage.world.simulators));
  });

  it('every webhook lost: the sweeps and polls find everything', async () => {
    const { loop, shopify, threePl } = stage.world.simulators;
    for (const simulator of [loop, shopify, threePl]) simulator.webhooks.disturb({ drop: 1_000 });
    await expectOneOfEach(await submitBoth(stage.world.simulators));
  });

  it('each write fails once without and once after having been carried out, in every kind of way', async () => {
    const { loop, shopify, aims360, rlm, threePl } = stage.world.simulators;
    const writes = [
      { simulator: loop, path: /\/process$/ },
      { simulator: aims360, path: /\/rma$/ },
      { simulator: aims360, path: /\/adjustment$/ },
      { simulator: aims360, path: /\/post$/ },
      { simulator: rlm, path: /\/return-authorizations$/ },
      { simulator: rlm, path: /\/return-receipts$/ },
      { simulator: rlm, path: /\/refund-imports$/ },
      { simulator: threePl, path: /\/return-orders$/ },
    ];
    const notCarriedOut = [
      { kind: 'rate-limit', retryAfterSeconds: 1 },
      { kind: 'status', status: 503 },
      { kind: 'html', status: 502 },
    ] as const;
    const carriedOut = [
      { kind: 'after-commit', then: 500 },
      { kind: 'after-commit', then: 'reset' },
    ] as const;
    writes.forEach(({ simulator, path }, index) => {
      const match = { method: 'POST', path };
      const first = notCarriedOut[index % notCarriedOut.length];
      const second = carriedOut[index % carriedOut.length];
      if (first !== undefined) simulator.faults.add({ match, ...first });
      if (second !== undefined) simulator.faults.add({ match, ...second });
    });
    shopify.faults.add({ match: { method: 'POST', path: /graphql/ }, kind: 'status', status: 503, times: 2 });
    shopify.door.expireTokens('northfold.myshopify.com');
    aims360.door.expireTokens('NORTHFOLD');
    await expectOneOfEach(await submitBoth(stage.world.simulators));
  }, 150_000);
});
