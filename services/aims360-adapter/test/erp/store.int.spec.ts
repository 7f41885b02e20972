import { waitFor } from '@backhaul/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ShadowReport } from '@backhaul/erp-kit';
import { apiOf, type Api } from '../support/api.js';
import { refundRecorded, returnInitiated, returnProcessed, type Story } from '../support/envelopes.js';
import { startAdapter, type Adapter } from '../support/service.js';

const operator = { role: 'operator' } as const;

/** northfold goes live in the future of its first returns; harbor is in shadow mode. */
describe('a store that changes over to us', () => {
  let adapter: Adapter;
  let api: Api;
  beforeAll(async () => {
    adapter = await startAdapter({
      northfold: { goLiveAt: '2026-09-01T00:00:00Z' },
      harbor: { mode: 'shadow' },
    });
    api = apiOf(adapter);
  });
  afterAll(() => adapter.stop());
  afterEach(() => api.post('/stores/northfold/release', {}, operator));

  const initiatedAt = (story: Story, at: string) => {
    const event = returnInitiated(story);
    return { ...event, data: { ...(event.data as object), initiatedAt: at } } as typeof event;
  };

  it('only watches returns from before that day, until a backfill has them taken over, once', async () => {
    const story = adapter.story();
    await adapter.publish(initiatedAt(story, '2026-08-31T23:00:00.000Z'));
    await adapter.quiet();
    expect(adapter.rmas(story)).toEqual([]);
    expect(await api.get(`/rmas/${story.returnId}`)).toMatchObject({ body: { owner: 'observe-only' } });
    const backfill = { merchant: 'northfold', from: '2026-08-01T00:00:00Z', to: '2026-09-01T00:00:00Z' };
    const { body } = await api.post('/backfills', backfill, operator);
    await adapter.waitFor(story, 'ReturnAuthorized');
    await waitFor('the backfill to end', async () => {
      const { body: report } = await api.get(`/backfills/${String(body['id'])}`);
      return report['finishedAt'] !== null;
    });
    await api.post('/backfills', { merchant: 'northfold', ids: [story.returnId] }, operator);
    await adapter.quiet();
    expect(adapter.rmas(story)).toHaveLength(1);
  });

  it("stops its sends when the vendor's link makes an RMA behind our back, and goes on when a person releases it", async () => {
    const [foreign, next] = [adapter.story(), adapter.story()];
    await adapter.makeRma(foreign, 'Loop');
    await adapter.publish(returnInitiated(foreign));
    await waitFor('the stop', async () => (await api.get('/stores/northfold')).body['stop'] !== null);
    await adapter.publish(returnInitiated(next));
    await waitFor('the call to wait', async () => {
      const { body } = await api.get<{ lastError: string | null }>(`/admin/effects/rma:${next.returnId}`, 'admin');
      return body.lastError?.includes('stopped');
    });
    expect(adapter.rmas(next)).toEqual([]);
    expect(await api.post('/stores/northfold/release', {}, operator)).toMatchObject({ status: 200 });
    await adapter.waitFor(next, 'ReturnAuthorized');
  });

  it('in shadow mode sends nothing, and tells what others did beside what we would have done', async () => {
    const [done, missing] = [adapter.story('harbor'), adapter.story('harbor')];
    await adapter.publish(returnInitiated(done), returnInitiated(missing));
    await waitFor('both calls to be written down', async () => {
      const { body } = await api.get<{ items: object[] }>('/shadow/harbor/calls');
      return body.items.length === 2;
    });
    expect(adapter.rmas(done)).toEqual([]);
    await adapter.makeRma(done);
    adapter.erp.door.operatorReceive('HARBOR', done.number);
    const { creditMemo } = adapter.erp.door.operatorConfirmCredit('HARBOR', done.number);
    await adapter.waitFor(done, 'CreditIssued');
    await adapter.publish(returnProcessed(done, [done.number]), refundRecorded(done, done.number));
    await adapter.quiet();
    expect(adapter.debits(done)).toEqual([]);
    const { body } = await api.get<ShadowReport>('/shadow/harbor/report');
    expect(body.counts).toMatchObject({ same: 1 });
    const found = (match: string) => body.items.filter((item) => item.match.includes(match));
    expect(found(missing.number)).toMatchObject([{ kind: 'rma', result: 'only-ours' }]);
    // A person credited the RMA without tax: we would have credited it with.
    expect(found(done.number)).toMatchObject([
      { kind: 'credit', result: 'differs', theirs: creditMemo },
      { kind: 'debit', result: 'only-ours' },
    ]);
  });
});
