import { afterAll, describe, expect, it } from '@jest/globals';
import { onStage } from '../support/on-stage.js';

const SHIRT = 'OLSHT-WHITE-M';

describe('R9: a return that is withdrawn in Loop', () => {
  const on = onStage({ oakLinen: {} });
  const loop = () => on.stage.world.simulators.loop.door;
  const orderOf = (raNumber: string) =>
    on.oakLinen.warehouse.returnOrders().find((order) => order.ra_number === raNumber);
  afterAll(() => on.oakLinen.warehouse.assertInvariants());

  it('takes its RA with it while nothing was received: at the warehouse first, then in RLM', async () => {
    const { oakLinen } = on;
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1 }), [SHIRT]);
    await oakLinen.seen(one, 'AsnTransmitted');
    loop().cancel(one.number);
    await oakLinen.seen(one, 'AuthorizationCancelled');
    const ra = oakLinen.ra(one);
    expect(ra).toMatchObject({ status: 'CANCELLED' });
    expect(orderOf(String(ra['ra_number']))).toMatchObject({ status: 'CANCELLED' });
    await oakLinen.noTaskOf(one);
  });

  it('leaves the RA to a person when the parcel is at the warehouse already', async () => {
    const { oakLinen, stage } = on;
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1 }), [SHIRT]);
    await oakLinen.seen(one, 'AsnTransmitted');
    const number = String(oakLinen.ra(one)['ra_number']);
    stage.world.simulators.threePl.door.arrive(number);
    loop().cancel(one.number);
    expect(await oakLinen.taskOf(one, 'ended-with-goods', { ra: number })).toMatchObject({ role: 'operator' });
    expect(oakLinen.ra(one)).toMatchObject({ status: 'TRANSMITTED' });
  });
});
