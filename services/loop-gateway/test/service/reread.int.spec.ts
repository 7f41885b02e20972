import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallRecord } from '@backhaul/effects';
import { waitFor } from '@backhaul/testkit';
import { startGateway, type Gateway } from '../support/service.js';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
  gateway.shop.loop.webhooks.disturb({ drop: 100_000 });
});
afterEach(() => gateway.shop.loop.faults.clear());
afterAll(() => gateway.stop());

const DAY_MS = 24 * 3_600_000;
const around = () => ({
  from: new Date(Date.now() - 40 * DAY_MS).toISOString(),
  to: new Date(Date.now() + 60_000).toISOString(),
});
const reread = (body: object, key?: string) =>
  gateway.command('/returns/reread', { merchant: 'northfold', ...body }, key);
const over = async (body: Record<string, unknown>): Promise<void> => {
  for (const call of body['calls'] as string[]) {
    await waitFor(`${call} to be over`, async () => {
      const { status } = await gateway.admin<CallRecord>('GET', `/admin/effects/${encodeURIComponent(call)}`);
      return status === 'confirmed';
    });
  }
};

describe('returns that shall be read again', () => {
  it('are those with these numbers, and are told as any other', async () => {
    const [first, second] = [await gateway.shop.submit(), await gateway.shop.submit()];
    const { status, body } = await reread({ ids: [first.id, `northfold-${second.id}`] });
    expect(status).toBe(200);
    await over(body);
    for (const { id } of [first, second]) await gateway.told('ReturnInitiated', id);
    await over((await reread({ ids: [first.id] })).body);
    await gateway.quiet();
    expect(gateway.story(first.id)).toEqual(['ReturnInitiated']);
  });

  it('are those created in a span of days, in every state, although Loop is away for a moment', async () => {
    const [open, cancelled] = [await gateway.shop.submit(), await gateway.shop.submit()];
    gateway.shop.loop.door.cancel(cancelled.id);
    gateway.shop.fault(/\/list$/, { kind: 'status', status: 503 });
    const { body } = await reread(around(), 'this-key-again');
    // 40 days in two parts, for each of five states.
    expect(body['calls']).toHaveLength(10);
    await over(body);
    await gateway.told('ReturnInitiated', open.id);
    await gateway.told('ReturnCancelled', cancelled.id);
    expect((await reread(around(), 'this-key-again')).status).toBe(409);
  });

  it.each([
    ['nothing', {}],
    ['both', { ids: ['1'], ...around() }],
    ['more than a year', { from: '2024-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
    ['the wrong way round', { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
  ])('are not read when %s is asked for', async (_, body) => {
    expect(await reread(body)).toMatchObject({ status: 400 });
  });

  it('are those of a merchant with Loop', async () => {
    expect((await reread({ merchant: 'loopless', ids: ['1'] })).status).toBe(404);
    expect((await reread({ merchant: 'nobody', ids: ['1'] })).status).toBe(404);
  });
});
