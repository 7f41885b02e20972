import { serviceNames } from '@backhaul/contracts';
import { waitFor } from '@backhaul/testkit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startPeople, startProcesses, type Processes } from '../src/index.js';
import { assertBooks, documentsIn, oneOfEach } from './support/documents.js';
import { submitBoth } from './support/returns.js';
import { setStage, settled, type Stage } from './support/stage.js';

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

  it('the ledger, again and again, while the returns go on', async () => {
    const returns = await submitBoth(stage.world.simulators);
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
    expect(documentsIn(stage.world)).toEqual(oneOfEach(1, 1));
    assertBooks(stage.world);
  }, 240_000);

  it('everything at once, twice, and the returns are finished with one of each document', async () => {
    const returns = await submitBoth(stage.world.simulators);
    const { aims360, rlm } = stage.world.simulators;
    const milestones = [() => aims360.door.rmas('NORTHFOLD').length > 0, () => rlm.door.receipts(7).length > 0];
    for (const reached of milestones) {
      await waitFor('the next milestone', reached, { timeoutMs: 60_000, everyMs: 10 });
      await Promise.all(serviceNames.map((name) => processes.kill(name)));
      for (const name of serviceNames) processes.start(name);
    }
    await settled(stage.ledger, returns, 120_000);
    expect(documentsIn(stage.world)).toEqual(oneOfEach(1, 1));
    assertBooks(stage.world);
  }, 240_000);
});
