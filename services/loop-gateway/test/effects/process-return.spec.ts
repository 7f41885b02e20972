import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@backhaul/contracts';
import type { EffectCall } from '@backhaul/effects';
import { Stops } from '@backhaul/erp-kit';
import { ProcessReturn } from '../../src/effects/process-return.js';
import type { LoopReturn } from '../../src/loop-return/state.js';
import { after, cleared, doubted, failed, read } from '../support/returns.js';
import { openShop, type TestShop } from '../support/shop.js';

const HOUR_MS = 3_600_000;
const asked = after(read(1), cleared(2)).state;
const signal = AbortSignal.timeout(50_000);

let shop: TestShop;
beforeAll(async () => {
  // Queued for as long as the tests run: nothing closes a return behind their back.
  shop = await openShop({ processingDelayMs: HOUR_MS });
});
afterAll(() => shop.close());

const handler = (o: { known?: LoopReturn; graceMs?: number } = {}) =>
  new ProcessReturn({
    clientOf: () => shop.client({ timeoutSeconds: 1 }),
    stateOf: async () => o.known ?? asked,
    graceMsOf: () => o.graceMs ?? HOUR_MS,
    deadlineMsOf: () => HOUR_MS,
    stops: new Stops(systemClock),
    clock: systemClock,
  });

const callOf = (externalId: string, change: Partial<EffectCall> = {}): EffectCall => ({
  key: `process:northfold-${externalId}`,
  kind: 'loop.process',
  lane: 'loop-return',
  merchantId: 'northfold',
  subject: `northfold-${externalId}`,
  partitionKey: 'northfold/1',
  payload: {},
  payloadText: '{}',
  correlationId: 'c',
  causationId: 'c',
  attempt: 1,
  sentAt: new Date(Date.now() - 1000),
  plannedAt: new Date(Date.now() - 1000),
  ...change,
});
const requests = (id: string) => shop.calls(new RegExp(`/${id}/process$`)).length;
const submitted = async (): Promise<string> => (await shop.submit()).id;

describe('asking for processing', () => {
  it('carries our reference, and taken on means queued', async () => {
    const id = await submitted();
    expect(await handler().send(callOf(id), signal)).toEqual({ outcome: 'confirmed', result: { queued: true } });
    expect(shop.calls(/\/process$/).at(-1)?.body).toEqual({ backhaul: `process:northfold-${id}` });
    expect(shop.loop.door.return(id)).toMatchObject({ queued: true, state: 'open' });
  });

  it.each(['closed', 'cancelled', 'expired'] as const)('is left out for a return that is %s already', async (state) => {
    const id = await submitted();
    shop.loop.door.setState(id, state);
    expect(await handler().send(callOf(id), signal)).toEqual({
      outcome: 'refused',
      reason: `The return is ${state} already`,
      result: { ended: true },
    });
    expect(requests(id)).toBe(0);
  });

  it('is left out when an earlier attempt has probably closed the return', async () => {
    const id = await submitted();
    shop.loop.door.close(id);
    expect(await handler().send(callOf(id, { attempt: 2 }), signal)).toEqual({
      outcome: 'confirmed',
      result: { closed: true },
    });
    expect(requests(id)).toBe(0);
  });

  it('is refused where flagged returns may not be processed', async () => {
    const id = await submitted();
    shop.loop.door.flag(id);
    expect(await handler().send(callOf(id), signal)).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('UNPROCESSABLE_FLAGGED_RETURN'),
    });
  });

  it.each([
    ['is away', { kind: 'status', status: 503, times: 3 }, undefined],
    ['asks for patience', { kind: 'rate-limit', retryAfterSeconds: 60 }, 60_000],
    ['shows something that does not fit', { kind: 'status', status: 200, body: { id: 1 } }, undefined],
  ] as const)('is surely not sent while Loop %s: the return is read first', async (_, effect, retryAfterMs) => {
    const id = await submitted();
    shop.fault(/\/details$/, effect);
    await expect(handler().send(callOf(id), signal)).rejects.toMatchObject({ delivered: 'no', retryAfterMs });
    expect(requests(id)).toBe(0);
  });

  it('is in doubt when the answer is lost', async () => {
    const id = await submitted();
    shop.fault(/\/process$/, { kind: 'after-commit', then: 'timeout' });
    await expect(handler().send(callOf(id), signal)).rejects.toMatchObject({ delivered: 'unknown' });
    expect(shop.loop.door.return(id).queued).toBe(true);
  });
});

describe('what became of a request without an answer', () => {
  const longAgo = { sentAt: new Date(Date.now() - 2 * HOUR_MS) };

  it('may still come: while the return is open within the grace time, nothing is sent', async () => {
    const id = await submitted();
    await expect(handler().lookUp(callOf(id), signal)).rejects.toMatchObject({
      code: 'PROCESS_MAY_BE_UNDER_WAY',
      retryAfterMs: HOUR_MS / 6,
    });
    const nearlyOver = callOf(id, { sentAt: new Date(Date.now() - HOUR_MS + 5000) });
    const error: unknown = await handler()
      .lookUp(nearlyOver, signal)
      .catch((thrown: unknown) => thrown);
    expect(Reflect.get(error as object, 'retryAfterMs')).toBeLessThanOrEqual(5000);
  });

  it('is nothing when the return stands open after the grace time, without a trace', async () => {
    expect(await handler().lookUp(callOf(await submitted(), longAgo), signal)).toEqual({ outcome: 'absent' });
  });

  it('is a queued request when our reference stands on the timeline', async () => {
    const id = await submitted();
    await shop.client().writeNote(id, `Additional Details: {"backhaul":"process:northfold-${id}"}`);
    expect(await handler().lookUp(callOf(id, longAgo), signal)).toEqual({ outcome: 'found', result: { queued: true } });
  });

  it('is found when the return has closed', async () => {
    const id = await submitted();
    shop.loop.door.close(id);
    expect(await handler().lookUp(callOf(id), signal)).toEqual({ outcome: 'found', result: { closed: true } });
  });

  it.each(['cancelled', 'expired'] as const)('is refused when the return is %s', async (state) => {
    const id = await submitted();
    shop.loop.door.setState(id, state);
    expect(await handler().lookUp(callOf(id), signal)).toMatchObject({ outcome: 'refused' });
  });

  it('is for the person who was asked, who may process the return by hand: nothing is sent beside', async () => {
    const known = after(read(1), cleared(2), doubted(3)).state;
    expect(await handler({ known }).lookUp(callOf(await submitted(), longAgo), signal)).toMatchObject({
      outcome: 'unknown',
    });
  });

  it('is over when processing was seen to fail: a person decides, nothing is sent beside', async () => {
    const known = after(read(1), cleared(2), failed(3)).state;
    expect(await handler({ known }).lookUp(callOf(await submitted(), longAgo), signal)).toMatchObject({
      outcome: 'refused',
    });
  });

  it('stays unknown while the return or its timeline cannot be read', async () => {
    expect(await handler().lookUp(callOf('1', longAgo), signal)).toMatchObject({ outcome: 'unknown' });
    const id = await submitted();
    shop.fault(/\/notes$/, { kind: 'status', status: 422, body: { message: 'no' } });
    await expect(handler().lookUp(callOf(id, longAgo), signal)).rejects.toMatchObject({
      code: 'VENDOR_NOT_UNDERSTOOD',
    });
  });
});
