import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { FaultEffect, LoopReturn } from '@backhaul/simulators';
import { waitFor } from '@backhaul/testkit';
import { authorized, cleared, held, milestones } from '../support/events.js';
import { startGateway, type Gateway } from '../support/service.js';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.shop.loop.faults.clear());
afterAll(() => gateway.stop());

const submitted = async (): Promise<LoopReturn> => {
  const one = await gateway.shop.submit();
  await gateway.told('ReturnInitiated', one.id);
  return one;
};
const notes = ({ id }: LoopReturn): string[] => gateway.shop.loop.door.notes(id).map(({ content }) => content);
const noted = (one: LoopReturn, count: number) =>
  waitFor(`${count} notes`, () => notes(one).length >= count && notes(one));
const callsOver = () =>
  waitFor('every note and flag to be over', async () => {
    const { items } = await gateway.admin<{ items: { kind: string }[] }>('GET', '/admin/effects?unfinished=true');
    return items.every(({ kind }) => kind !== 'loop.note' && kind !== 'loop.flag');
  });

describe("a return's history in Loop", () => {
  it('shows each milestone as one line, once, however often it is told', async () => {
    const one = await submitted();
    const events = [authorized(one), ...milestones(one)];
    await gateway.publish(...events, ...events);
    await noted(one, 11);
    await callsOver();
    expect(notes(one)).toEqual(
      expect.arrayContaining([
        'RMA 30115 created in AIMS360',
        'RA 700123 transmitted to the warehouse (RO-51)',
        'Receipt RCV-1: 1 unit(s) received against 700123 (late)',
        'Credit CM-5501 of 68.04 USD issued in AIMS360',
        'Credit CM-5501: 12.00 USD applied to invoices in AIMS360',
        'Exchange order EXC-20418 imported into AIMS360 as 41007: 90.00 USD less 63.00 USD',
        '30115 voided in AIMS360: the return was cancelled, and nothing was received',
        'Refund 929361 imported into RLM',
        'AR debit LOOP-88120045-R of 68.04 USD posted against CM-5501',
        'Stock exported: NF-JKT-M 25',
        'Settled: every account 0.00, 68.04 USD paid to the shopper',
      ]),
    );
    expect(notes(one)).toHaveLength(11);
  });

  it.each<[string, FaultEffect]>([
    ['the answer is lost', { kind: 'after-commit', then: 'reset' }],
    ['the answer is 500 although it was written', { kind: 'after-commit', then: 500 }],
    ['the connection breaks', { kind: 'reset' }],
    ['Loop asks for patience', { kind: 'rate-limit', retryAfterSeconds: 1 }],
  ])('shows a line once when %s', async (_, effect) => {
    const one = await submitted();
    gateway.shop.fault(/\/note$/, effect);
    await gateway.publish(authorized(one));
    await noted(one, 1);
    await callsOver();
    expect(notes(one)).toEqual(['RMA 30115 created in AIMS360']);
  });

  it('may refuse a line: the money is not held up by it', async () => {
    const one = await submitted();
    gateway.shop.fault(/\/note$/, { kind: 'status', status: 422, body: { errors: { message: 'No.' } } });
    await gateway.publish(authorized(one), cleared(one));
    await gateway.told('ReturnProcessed', one.id);
    await callsOver();
    expect(notes(one)).toEqual([]);
  });

  it('shows why a return is on hold, and Loop does not process it meanwhile', async () => {
    const one = await submitted();
    const event = held(one);
    await gateway.publish(event, event);
    await gateway.told('ReturnFlagged', one.id);
    await callsOver();
    expect(gateway.shop.loop.door.return(one.id).state).toBe('review');
    expect(notes(one)).toEqual(['On hold: 1 unit damaged']);
    expect(gateway.shop.calls(/\/flag$/)).toHaveLength(1);
  });

  it('is not touched for a merchant without Loop', async () => {
    const one = await submitted();
    await gateway.publish({ ...authorized(one), merchantId: 'loopless' }, milestones(one)[0] ?? authorized(one));
    expect(await noted(one, 1)).toEqual(['RA 700123 transmitted to the warehouse (RO-51)']);
  });
});
