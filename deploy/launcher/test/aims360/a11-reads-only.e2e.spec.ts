import { describe, expect, it } from '@jest/globals';
import { enterRma } from '../support/by-hand.js';
import { ACCOUNT } from '../support/northfold.js';
import { onStage } from '../support/on-stage.js';

const JACKET = 'NFJKT-SLATE-M';
const everyOperation = [
  'createRma',
  'editRma',
  'receiveRma',
  'voidRma',
  'creditRma',
  'debit',
  'importOrder',
  'amendOrder',
];
const byPeople = Object.fromEntries(everyOperation.map((operation) => [operation, 'operator']));

describe.each([
  {
    store: 'A11: an AIMS360 without any write API falls to operator mode with a notice',
    choices: { inAims360: { writeApi: false } },
    notice: true,
  },
  {
    store: 'A11: a store that reads bulk views alone and writes by people',
    choices: {
      inAims360: { writeApi: false, readApi: false, jobSeconds: 0.2 },
      aims360: { reads: 'bulk-view', modes: byPeople },
    },
    notice: false,
  },
])('$store', ({ choices, notice }) => {
  const on = onStage(choices);

  it('a whole return runs with reads and tasks that have the exact values; nothing is lost', async () => {
    const { northfold, stage } = on;
    const { aims360 } = stage.world.simulators;
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET]);
    const create = await northfold.taskOf(one, 'create-rma');
    expect(create).toMatchObject({ role: 'operator', values: { return: one.number, account: 'SHPFY-US' } });
    if (notice) expect(await northfold.storeTask('no-write-api')).toMatchObject({ values: { operation: 'createRma' } });
    await enterRma(stage, one);
    await northfold.receivedAndCredited(one);

    const { values } = await northfold.taskOf(one, 'post-debit');
    expect(values).toMatchObject({
      account: 'SHPFY-US',
      credit: String(northfold.credit(one)?.['creditMemo']),
      amount: '151.20 USD',
      reason: 'SHOPREF',
      reference: `LOOP-${one.number}-R`,
    });
    aims360.door.operatorPostDebit(ACCOUNT, {
      creditMemo: values['credit'] ?? '',
      amount: 15_120,
      reasonCode: values['reason'] ?? '',
      reference: values['reference'] ?? '',
    });
    await northfold.settled(one);
    await northfold.noTaskOf(one);
    expect(northfold.offsets(one)).toEqual(['-R 151.20']);
    expect(northfold.order(one).refunds).toHaveLength(1);
  });
});
