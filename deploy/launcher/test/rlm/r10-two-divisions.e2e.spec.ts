import { afterAll, describe, expect, it } from '@jest/globals';
import { onStage } from '../support/on-stage.js';

const [SHIRT, SCARF] = ['OLSHT-WHITE-M', 'OLSCF-INDIGO-M'];

describe('R10: one Loop return over two divisions', () => {
  const on = onStage({ oakLinen: {} });
  afterAll(() => on.oakLinen.warehouse.assertInvariants());

  it('has two RAs, and Loop is told once, when both are final', async () => {
    const { oakLinen, stage } = on;
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1, [SCARF]: 1 }), [SHIRT, SCARF]);
    await oakLinen.eventuallyTold(one, 'AsnTransmitted', 2);
    const ras = oakLinen.ras(one);
    expect(ras.map((ra) => ra['division']).sort()).toEqual([20, 30]);
    const [first = '', second = ''] = ras.map((ra) => String(ra['ra_number']));

    oakLinen.warehouse.receive(first);
    await oakLinen.eventuallyTold(one, 'ReceiptRecorded', 1);
    const processed = () => stage.world.simulators.loop.calls.filter(({ path }) => path.endsWith('/process'));
    expect(processed()).toEqual([]);

    oakLinen.warehouse.receive(second);
    await oakLinen.settled(one);
    const told = await oakLinen.seen(one, 'ReturnCleared');
    expect(told.filter((text) => text.startsWith('Cleared for processing'))).toHaveLength(1);
    expect(processed()).toHaveLength(1);
    expect(oakLinen.order(one).refunds).toHaveLength(1);
  });
});
