import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallRecord } from '@backhaul/effects';
import type { FaultEffect, LoopReturn } from '@backhaul/simulators';
import { waitFor } from '@backhaul/testkit';
import { authorized, cleared, held } from '../support/events.js';
import { startGateway, type Gateway } from '../support/service.js';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.shop.loop.faults.clear());
afterAll(() => gateway.stop());

const PROCESS = /\/process$/;
const submitted = async (from = gateway): Promise<LoopReturn> => {
  const one = await from.shop.submit();
  await from.told('ReturnInitiated', one.id);
  return one;
};
const requests = ({ id }: LoopReturn, from = gateway): number => from.shop.calls(new RegExp(`/${id}/process$`)).length;
const call = ({ id }: LoopReturn, from = gateway): Promise<CallRecord> =>
  from.admin<CallRecord>('GET', `/admin/effects/${encodeURIComponent(`process:northfold-${id}`)}`);
const ended = (one: LoopReturn, status: string, from = gateway): Promise<CallRecord> =>
  waitFor(`the call to be ${status}`, async () => {
    const record = await call(one, from);
    return record.status === status && record;
  });

describe('a return that the ERP cleared', () => {
  it('is processed by Loop once, and told only once it is closed, with its refund', async () => {
    const one = await submitted();
    const event = cleared(one);
    await gateway.publish(event, event, cleared(one));
    const processed = await gateway.told('ReturnProcessed', one.id);
    expect(processed).toMatchObject({
      correlationId: `northfold-${one.id}`,
      data: {
        refundIds: gateway.shop.loop.door.return(one.id).refunds.map(({ providerRefundId }) => providerRefundId),
        refunded: { amount: 6804, currency: 'USD' },
        processedByUs: true,
      },
    });
    expect(requests(one)).toBe(1);
    await ended(one, 'confirmed');
  });

  it('before we have read it is processed as soon as we have', async () => {
    gateway.shop.loop.webhooks.disturb({ drop: 2 });
    const one = await gateway.shop.submit();
    await gateway.publish(cleared(one));
    gateway.shop.loop.door.progressLabel(one.id, 'in_transit');
    await gateway.told('ReturnProcessed', one.id);
    expect(requests(one)).toBe(1);
  });

  /** `sent`: how many requests leave us; the one that Loop carries out is always the last. */
  it.each<[string, FaultEffect, number]>([
    ['the answer never comes, and Loop has queued it', { kind: 'after-commit', then: 'timeout' }, 1],
    ['the answer is 500, and Loop has queued it', { kind: 'after-commit', then: 500 }, 1],
    ['the connection breaks after Loop has queued it', { kind: 'after-commit', then: 'reset' }, 1],
    ['the connection breaks before', { kind: 'reset' }, 2],
    ['Loop is away', { kind: 'status', status: 503 }, 2],
    ['a page comes for an answer', { kind: 'html', status: 200 }, 2],
    ['Loop asks for patience', { kind: 'rate-limit', retryAfterSeconds: 1 }, 2],
    ['the key is refused for a moment', { kind: 'status', status: 401, body: { errors: 'Unauthorized.' } }, 2],
  ])('is processed exactly once when %s', async (_, effect, sent) => {
    const one = await submitted();
    const refunds = gateway.shop.refunds();
    gateway.shop.fault(PROCESS, effect);
    await gateway.publish(cleared(one));
    await gateway.told('ReturnProcessed', one.id);
    await ended(one, 'confirmed');
    await gateway.quiet();
    expect(requests(one)).toBe(sent);
    expect(gateway.shop.refunds()).toBe(refunds + 1);
    expect(gateway.published('ReturnProcessed', one.id)).toHaveLength(1);
    expect(gateway.published('ReturnProcessed', one.id)[0]?.data.processedByUs).toBe(true);
    expect(gateway.published('ReturnProcessingFailed', one.id)).toEqual([]);
  });

  it('is not asked for when somebody closed it meanwhile', async () => {
    const one = await submitted();
    await gateway.quiet();
    gateway.shop.loop.webhooks.disturb({ drop: 1_000 });
    gateway.shop.loop.door.close(one.id);
    await gateway.publish(cleared(one));
    await ended(one, 'refused');
    gateway.shop.loop.webhooks.disturb({ drop: 0 });
    expect(requests(one)).toBe(0);
    await gateway.sweep();
    await gateway.told('ReturnClosed', one.id);
    expect(await gateway.told('TaskOpened', one.id)).toMatchObject({ data: { kind: 'give-outcome', role: 'finance' } });
    expect(gateway.published('ReturnProcessingFailed', one.id)).toEqual([]);
  });

  it('is not processed by us where somebody else triggers it', async () => {
    const observing = await startGateway({ section: { process: 'vendor-link' } });
    const one = await submitted(observing);
    await observing.publish(authorized(one), cleared(one));
    observing.shop.loop.door.process(one.id);
    expect((await observing.told('ReturnProcessed', one.id)).data.processedByUs).toBe(false);
    expect(requests(one, observing)).toBe(0);
    await observing.stop();
  });
});

describe('processing that takes its time', () => {
  let slow: Gateway;
  beforeAll(async () => {
    slow = await startGateway({
      section: { processGraceSeconds: 600, processDeadlineSeconds: 0.1 },
      loop: { processingDelayMs: 3_600_000 },
    });
  });
  afterAll(() => slow.stop());

  it('is not told when it was taken on, and a person is asked when it does not end', async () => {
    const one = await submitted(slow);
    await slow.publish(cleared(one));
    await ended(one, 'confirmed', slow);
    const task = await slow.told('TaskOpened', one.id);
    expect(task.data).toMatchObject({ kind: 'check-processing', role: 'operator' });
    expect(slow.published('ReturnProcessed', one.id)).toEqual([]);
    slow.shop.loop.clock.advance(3_600_000);
    await slow.told('ReturnProcessed', one.id);
    expect((await slow.told('TaskClosed', one.id)).data.taskId).toBe(task.data.taskId);
  });

  it('is not asked for again while it may be queued; the closed return settles it', async () => {
    const one = await submitted(slow);
    slow.shop.fault(PROCESS, { kind: 'after-commit', then: 'reset' });
    await slow.publish(cleared(one));
    const looks = () => slow.shop.calls(new RegExp(`/${one.id}/notes$`)).length;
    await waitFor('a look after the lost answer', () => looks() > 0);
    const key = encodeURIComponent(`process:northfold-${one.id}`);
    for (let times = 0; times < 3; times += 1) {
      const before = looks();
      // As if a person were impatient: it is looked up again, and not sent.
      await slow.admin('POST', `/admin/effects/${key}/retry`, { by: 'Dana Ruiz', reason: 'impatience' });
      await waitFor('another look', () => looks() > before);
    }
    expect(requests(one, slow)).toBe(1);
    slow.shop.loop.clock.advance(3_600_000);
    expect((await slow.told('ReturnProcessed', one.id)).data.processedByUs).toBe(true);
    await slow.admin('POST', `/admin/effects/${key}/retry`, { by: 'Dana Ruiz', reason: 'it has closed' });
    await ended(one, 'confirmed', slow);
    expect(requests(one, slow)).toBe(1);
    expect(slow.shop.loop.door.return(one.id).refunds).toHaveLength(1);
  });
});

describe('processing that does not happen', () => {
  it.each([null, 'Insufficient funds'])(
    'fails in the background with the message %p: told, and a task',
    async (message) => {
      const one = await submitted();
      gateway.shop.loop.door.failNextProcessing('northfold', message);
      await gateway.publish(cleared(one));
      expect((await gateway.told('ReturnProcessingFailed', one.id)).data.message).toBe(message);
      const task = await gateway.told('TaskOpened', one.id);
      expect(task.data).toMatchObject({ kind: 'processing-failed', returnId: `northfold-${one.id}`, role: 'operator' });
      await gateway.quiet();
      expect(requests(one)).toBe(1);
      // A person processes it by hand in Loop.
      gateway.shop.loop.door.process(one.id);
      expect((await gateway.told('ReturnProcessed', one.id)).data.processedByUs).toBe(false);
      expect((await gateway.told('TaskClosed', one.id)).data.taskId).toBe(task.data.taskId);
    },
  );

  it('is refused for a flagged return; unflagged, a person retries the call and it is processed', async () => {
    const one = await submitted();
    gateway.shop.loop.door.flag(one.id);
    await gateway.told('ReturnFlagged', one.id);
    await gateway.publish(cleared(one));
    expect((await gateway.told('ReturnProcessingFailed', one.id)).data.message).toContain(
      'UNPROCESSABLE_FLAGGED_RETURN',
    );
    expect((await gateway.told('TaskOpened', one.id)).data.kind).toBe('processing-failed');
    const record = await ended(one, 'refused');
    gateway.shop.loop.door.setState(one.id, 'open');
    await waitFor('the grace time', () => Date.now() - new Date(record.sentAt ?? 0).getTime() > 1000);
    const action = { by: 'Dana Ruiz', reason: 'released' };
    await gateway.admin('POST', `/admin/effects/${encodeURIComponent(record.key)}/retry`, action);
    expect((await gateway.told('ReturnProcessed', one.id)).data.processedByUs).toBe(true);
    await gateway.told('TaskClosed', one.id);
    expect(requests(one)).toBe(2);
  });

  it('is processed although it is flagged, where the shop allows it', async () => {
    const lenient = await startGateway({ loop: { allowFlaggedProcessing: true } });
    const one = await submitted(lenient);
    await lenient.publish(held(one));
    await lenient.told('ReturnFlagged', one.id);
    await lenient.publish(cleared(one));
    await lenient.told('ReturnProcessed', one.id);
    await lenient.stop();
  });
});

describe('a return that is cancelled after it was authorised', () => {
  it('leaves an authorisation to void', async () => {
    const one = await submitted();
    await gateway.publish(authorized(one));
    await waitFor('the note of the authorisation', () => gateway.shop.loop.door.notes(one.id).length === 1);
    gateway.shop.loop.door.cancel(one.id);
    await gateway.told('ReturnCancelled', one.id);
    expect((await gateway.told('TaskOpened', one.id)).data).toMatchObject({
      kind: 'void-authorization',
      values: { document: '30115' },
    });
  });
});
