import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { LoopReturn } from '@backhaul/simulators';
import { waitFor } from '@backhaul/testkit';
import { startGateway, type Gateway } from '../support/service.js';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
  gateway.shop.loop.webhooks.disturb({ drop: 100_000 });
});
afterEach(() => gateway.shop.loop.faults.clear());
afterAll(() => gateway.stop());

describe('when every webhook is lost', () => {
  it.each<[string, (one: LoopReturn) => void, string[]]>([
    ['open', () => undefined, ['ReturnInitiated']],
    ['review', ({ id }) => gateway.shop.loop.door.flag(id), ['ReturnInitiated', 'ReturnFlagged']],
    ['closed', ({ id }) => gateway.shop.loop.door.close(id), ['ReturnInitiated', 'ReturnClosed']],
    ['cancelled', ({ id }) => gateway.shop.loop.door.cancel(id), ['ReturnInitiated', 'ReturnCancelled']],
    ['expired', ({ id }) => gateway.shop.loop.door.setState(id, 'expired'), ['ReturnInitiated', 'ReturnExpired']],
  ])('the sweep finds a return that is %s, once', async (_, act, story) => {
    const one = await gateway.shop.submit();
    act(one);
    await gateway.sweep();
    const event = await gateway.told('ReturnInitiated', one.id);
    expect(event.data).toMatchObject({ learnedVia: 'sweep', shopper: null });
    await gateway.sweep();
    await gateway.quiet();
    expect(gateway.story(one.id)).toEqual(story);
  });

  it('the sweep finds that a return was processed', async () => {
    const one = await gateway.shop.submit();
    await gateway.sweep();
    await gateway.told('ReturnInitiated', one.id);
    gateway.shop.loop.door.process(one.id);
    await waitFor('Loop to close it', () => gateway.shop.loop.door.return(one.id).state === 'closed');
    await gateway.sweep();
    expect((await gateway.told('ReturnProcessed', one.id)).data.refundIds).toHaveLength(1);
  });

  it('a sweep that breaks off starts again from the same place', async () => {
    const mark = async () => {
      const { rows } = await gateway.database.pool.query('SELECT watermark FROM sweep.watermark');
      return rows[0]?.watermark;
    };
    const before = await mark();
    const one = await gateway.shop.submit();
    gateway.shop.fault(/\/list$/, { kind: 'status', status: 200, body: { error: { message: 'Oops' } } });
    gateway.service.wake();
    await waitFor('the failure to be counted', async () => {
      return (
        (await gateway.metric(
          'backhaul_sweep_failures_in_a_row{sweep="loop-returns-northfold",merchant="northfold"}',
        )) > 0
      );
    });
    expect(await mark()).toBe(before);
    await gateway.told('ReturnInitiated', one.id);
  });
});
