import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { LoopReturn, ReturnRequest } from '@backhaul/simulators';
import { waitFor } from '@backhaul/testkit';
import { cleared, held } from '../support/events.js';
import { startGateway, type Gateway } from '../support/service.js';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ loop: { allowFlaggedProcessing: true } });
});
afterEach(() => gateway.shop.loop.faults.clear());
afterAll(() => gateway.stop());

const submitted = async (request: Partial<ReturnRequest> = {}): Promise<LoopReturn> => {
  const one = await gateway.shop.request(request);
  await gateway.told('ReturnInitiated', one.id);
  return one;
};
const ask = ({ id }: LoopReturn, what: string, body: object = {}, key?: string) =>
  gateway.command(`/returns/northfold-${id}/${what}`, body, key);
const calls = ({ id }: LoopReturn, action: string): number =>
  gateway.shop.calls(new RegExp(`/${id}/${action}$`)).length;
const twoJackets = { units: [{ sku: 'NF-JKT-M' }, { sku: 'NF-JKT-M' }] };

describe('a person has a return processed', () => {
  it('that is held: once, however often the request is repeated, and it is recorded', async () => {
    const one = await submitted();
    await gateway.publish(held(one));
    await gateway.told('ReturnFlagged', one.id);
    const answer = await ask(one, 'process', {}, 'the-same-key');
    expect(answer).toEqual({
      status: 200,
      body: { returnId: `northfold-${one.id}`, call: `process:northfold-${one.id}` },
    });
    expect(await ask(one, 'process', {}, 'the-same-key')).toEqual(answer);
    expect((await gateway.told('ReturnProcessed', one.id)).data.processedByUs).toBe(true);
    await gateway.publish(cleared(one));
    await gateway.quiet();
    expect(calls(one, 'process')).toBe(1);
    const { items } = await gateway.admin<{ items: object[] }>('GET', '/actions?merchant=northfold&by=Dana%20Ruiz');
    expect(items[0]).toMatchObject({
      action: `POST /returns/northfold-${one.id}/process`,
      reason: 'Agreed with the shopper',
    });
  });

  it('again after it failed in the background', async () => {
    const one = await submitted();
    gateway.shop.loop.door.failNextProcessing('northfold', 'Insufficient funds');
    await gateway.publish(cleared(one));
    await gateway.told('TaskOpened', one.id);
    expect((await ask(one, 'process')).body).toMatchObject({ call: `process:northfold-${one.id}:2` });
    expect((await gateway.told('ReturnProcessed', one.id)).data.processedByUs).toBe(true);
    await gateway.told('TaskClosed', one.id);
  });

  it('and is refused, with the reason, when it has ended or is not known', async () => {
    const one = await submitted();
    gateway.shop.loop.door.cancel(one.id);
    await gateway.told('ReturnCancelled', one.id);
    expect(await ask(one, 'process')).toMatchObject({ status: 409, body: { code: 'RETURN_ENDED' } });
    expect(await gateway.command('/returns/northfold-1/process')).toMatchObject({ status: 404 });
    expect(await gateway.command('/returns/nobody-1/process')).toMatchObject({ status: 404 });
    expect(calls(one, 'process')).toBe(0);
  });
});

describe('a person takes units off', () => {
  it.each([
    ['', undefined],
    ['although the answer is lost', { kind: 'after-commit', then: 'reset' } as const],
    ['although the connection breaks before', { kind: 'reset' } as const],
  ])('and the rest is processed %s', async (_, fault) => {
    const one = await submitted(twoJackets);
    const refunds = gateway.shop.refunds();
    if (fault !== undefined) gateway.shop.fault(/\/remove$/, fault);
    const unitId = one.lines[0]?.lineItemId ?? '';
    expect(await ask(one, 'remove-units', { unitIds: [unitId] })).toMatchObject({ status: 200 });
    expect((await gateway.told('ReturnUnitsRemoved', one.id)).data.unitIds).toEqual([unitId]);
    expect((await gateway.told('ReturnProcessed', one.id)).data).toMatchObject({
      refunded: { amount: 6804 },
      processedByUs: true,
    });
    await gateway.quiet();
    expect(gateway.shop.refunds()).toBe(refunds + 1);
    expect(gateway.published('ReturnProcessingFailed', one.id)).toEqual([]);
  });

  it('of which none is left: the return is cancelled', async () => {
    const one = await submitted();
    await ask(one, 'remove-units', { unitIds: one.lines.map(({ lineItemId }) => lineItemId) });
    await gateway.told('ReturnCancelled', one.id);
  });

  it('that the return does not have, and is told which it has', async () => {
    const one = await submitted();
    expect(await ask(one, 'remove-units', { unitIds: ['1'] })).toMatchObject({
      status: 409,
      body: { code: 'UNIT_UNKNOWN', detail: expect.stringContaining(one.lines[0]?.lineItemId ?? '-') },
    });
    expect(await ask(one, 'remove-units', { unitIds: [] })).toMatchObject({ status: 400 });
  });
});

describe('a person flags, cancels or writes', () => {
  it('a flag: the return is in review', async () => {
    const one = await submitted();
    expect((await ask(one, 'flag')).status).toBe(200);
    await gateway.told('ReturnFlagged', one.id);
    expect(await ask(one, 'flag')).toMatchObject({ status: 409, body: { code: 'RETURN_IN_REVIEW' } });
  });

  it('a cancellation: it is done once although the answer is lost', async () => {
    const one = await submitted();
    gateway.shop.fault(/\/cancel$/, { kind: 'after-commit', then: 'reset' });
    await ask(one, 'cancel');
    await gateway.told('ReturnCancelled', one.id);
    await gateway.quiet();
    expect(calls(one, 'cancel')).toBe(1);
  });

  it('a cancellation that Loop refuses is left to a person', async () => {
    const one = await submitted();
    gateway.shop.fault(/\/cancel$/, {
      kind: 'status',
      status: 200,
      body: { errors: { message: 'No.', code: 'UNPROCESSABLE_RETURN' } },
    });
    await ask(one, 'cancel');
    expect((await gateway.told('TaskOpened', one.id)).data).toMatchObject({
      kind: 'cancel-return',
      why: expect.stringContaining('No.'),
    });
  });

  it('a note: it is on the timeline with the name', async () => {
    const one = await submitted();
    await ask(one, 'note', { text: 'The shopper called.' });
    await waitFor('the note', () =>
      gateway.shop.loop.door.notes(one.id).some(({ content }) => content === 'Dana Ruiz: The shopper called.'),
    );
  });
});
