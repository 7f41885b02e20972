import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallRecord } from '@backhaul/effects';
import type { LoopReturn } from '@backhaul/simulators';
import { waitFor } from '@backhaul/testkit';
import { cleared, held } from '../support/events.js';
import { startGateway, type Gateway } from '../support/service.js';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ loop: { allowFlaggedProcessing: true } });
});
afterAll(() => gateway.stop());

const submitted = async (): Promise<LoopReturn> => {
  const one = await gateway.shop.submit();
  await gateway.told('ReturnInitiated', one.id);
  return one;
};
const requests = ({ id }: LoopReturn): number => gateway.shop.calls(new RegExp(`/${id}/process$`)).length;
const call = ({ id }: LoopReturn): Promise<CallRecord> =>
  gateway.admin<CallRecord>('GET', `/admin/effects/${encodeURIComponent(`process:northfold-${id}`)}`);
const tasks = () => gateway.published('TaskOpened').filter(({ data }) => data.kind === 'foreign-processing');
const shown = () => gateway.admin<{ owner: string; stop: object | null }>('GET', '/processing/northfold');

describe('a link that somebody switched on behind our back', () => {
  it('is noticed when it processes a return, and nothing more is processed by us until a person releases it', async () => {
    const theirs = await submitted();
    expect(await shown()).toEqual({ merchantId: 'northfold', owner: 'backhaul', stop: null });
    gateway.shop.loop.door.process(theirs.id);
    await gateway.told('ReturnProcessed', theirs.id);
    const task = await waitFor('the alarm', () => tasks()[0]);
    expect(task.data).toMatchObject({
      taskId: 'foreign-processing:northfold:1',
      role: 'operator',
      values: {
        return: `northfold-${theirs.id}`,
        'asked by us': 'no',
        'what was given': expect.stringContaining('refund:'),
      },
    });
    expect(await shown()).toMatchObject({ stop: { findings: 1 } });

    const ours = await submitted();
    await gateway.publish(cleared(ours));
    await waitFor('the call to wait', async () => (await call(ours)).lastError?.includes('stopped') === true);
    expect(requests(ours)).toBe(0);

    expect((await gateway.command('/processing/northfold/release', { reason: 'The link is off.' })).status).toBe(200);
    expect((await gateway.told('ReturnProcessed', ours.id)).data.processedByUs).toBe(true);
    expect(requests(ours)).toBe(1);
    const closed = await waitFor('the end of the task', () => gateway.published('TaskClosed')[0]);
    expect(closed.data).toMatchObject({ taskId: task.data.taskId, how: 'Released by Dana Ruiz: The link is off.' });
    expect(await gateway.command('/processing/northfold/release')).toMatchObject({
      status: 409,
      body: { code: 'PROCESSING_NOT_STOPPED' },
    });
  });

  it('and is faster than we, on the same credit, is noticed as well', async () => {
    const theirs = await submitted();
    await gateway.quiet();
    gateway.shop.loop.webhooks.disturb({ drop: 1_000 });
    gateway.shop.loop.door.process(theirs.id);
    await waitFor('Loop to close it', () => gateway.shop.loop.door.return(theirs.id).state === 'closed');
    gateway.shop.loop.webhooks.disturb({ drop: 0 });
    await gateway.publish(cleared(theirs));
    await waitFor('our call to be too late', async () => (await call(theirs)).status === 'refused');
    await gateway.sweep();
    const task = await waitFor('the alarm', () => tasks()[1]);
    expect(task.data.values).toMatchObject({ return: `northfold-${theirs.id}`, 'asked by us': 'yes, too late' });
    await gateway.command('/processing/northfold/release', { reason: 'The link is off.' });
  });

  it('is not suspected when a person processes a return that was held', async () => {
    const one = await submitted();
    await gateway.publish(held(one));
    await gateway.told('ReturnFlagged', one.id);
    gateway.shop.loop.door.process(one.id);
    await gateway.told('ReturnProcessed', one.id);
    await gateway.quiet();
    expect(await shown()).toMatchObject({ stop: null });
  });

  it('may be stopped by a person, who sees it', async () => {
    expect((await gateway.command('/processing/northfold/stop', { reason: 'We try the link.' })).status).toBe(200);
    expect(await shown()).toMatchObject({ stop: { why: expect.stringContaining('Dana Ruiz stopped it') } });
    expect((await gateway.command('/processing/loopless/stop')).status).toBe(404);
  });
});
