import { serviceNames } from '@backhaul/contracts';
import { waitFor } from '@backhaul/testkit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  NORTHFOLD,
  northfoldOrder,
  OAK_LINEN,
  oakLinenOrder,
  startPeople,
  startProcesses,
  submit,
  type Processes,
} from '../src/index.js';
import { assertBooks, documentsIn, oneOfEach } from './support/documents.js';
import { setStage, settled, type Stage } from './support/stage.js';

const shopper = { email: 'ida.berg@northfold.example', firstName: 'Ida', lastName: 'Berg' };
const because = { quantity: 1, reason: 'Too warm', parentReason: 'Not as expected' };

describe('kill -9 in the middle of a return', () => {
  let stage: Stage;
  let processes: Processes;
  let people: { stop(): void };

  beforeEach(async () => {
    stage = await setStage({ bus: 'postgres' });
    processes = await startProcesses(stage.config, stage.urlOf);
    people = startPeople(stage.world.simulators);
  });

  afterEach(async () => {
    people.stop();
    await processes.close();
    await stage.close();
  });

  const submitBoth = async (): Promise<string[]> => {
    const { simulators } = stage.world;
    const jacket = [{ sku: 'NFJKT-SLATE-M', quantity: 1 }];
    const shirt = [{ sku: 'OLSHT-WHITE-M', quantity: 1 }];
    const jackets = northfoldOrder(simulators, jacket, shopper);
    const shirts = oakLinenOrder(simulators, shirt, shopper);
    return Promise.all([
      submit(simulators, NORTHFOLD, jackets, { sendsBack: [{ sku: 'NFJKT-SLATE-M', ...because }] }),
      submit(simulators, OAK_LINEN, shirts, { sendsBack: [{ sku: 'OLSHT-WHITE-M', ...because }] }),
    ]);
  };

  it('the ledger, again and again, while the returns go on', async () => {
    const returns = await submitBoth();
    for (const type of ['ReturnAuthorized', 'ReceiptRecorded', 'ReturnProcessed']) {
      await waitFor(
        `${type} of both`,
        async () => {
          const histories = await Promise.all(returns.map((id) => stage.ledger.history(id)));
          return histories.every((history) => history.some((line) => line.type === type));
        },
        { timeoutMs: 60_000, everyMs: 50 },
      );
      await processes.kill('ledger');
      processes.start('ledger');
    }
    await settled(stage.ledger, returns, 120_000);
    expect(documentsIn(stage.world)).toEqual(oneOfEach(1));
    assertBooks(stage.world);
  }, 240_000);

  it('everything at once, twice, and the returns are finished with one of each document', async () => {
    const returns = await submitBoth();
    const { aims360, rlm } = stage.world.simulators;
    const milestones = [() => aims360.door.rmas('NORTHFOLD').length > 0, () => rlm.door.receipts(7).length > 0];
    for (const reached of milestones) {
      await waitFor('the next milestone', reached, { timeoutMs: 60_000, everyMs: 10 });
      await Promise.all(serviceNames.map((name) => processes.kill(name)));
      for (const name of serviceNames) processes.start(name);
    }
    await settled(stage.ledger, returns, 120_000);
    expect(documentsIn(stage.world)).toEqual(oneOfEach(1));
    assertBooks(stage.world);
  }, 240_000);
});
