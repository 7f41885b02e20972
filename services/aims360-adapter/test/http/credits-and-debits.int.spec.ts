import type { ProjectionStatus } from '@backhaul/service-kit';
import { waitFor } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  DebitsPreviewView,
  RmaDetailView,
  RmaSummaryView,
  UnappliedCreditView,
  WaitingDebitView,
} from '../../src/http/schemas.js';
import { apiOf, type Api } from '../support/api.js';
import { refundRecorded, returnInitiated, returnProcessed, type Story } from '../support/envelopes.js';
import { jacket } from '../support/returns.js';
import { startAdapter, type Adapter } from '../support/service.js';

interface Items<T> {
  items: T[];
  next: string | null;
}

/** northfold posts debits by itself; harbor leaves them to a person. */
describe('what finance sees and does over the API', () => {
  let adapter: Adapter;
  let api: Api;
  beforeAll(async () => {
    adapter = await startAdapter();
    api = apiOf(adapter);
  });
  afterAll(() => adapter.stop());

  const unapplied = async ({ returnId }: Story): Promise<UnappliedCreditView | undefined> => {
    const { body } = await api.get<Items<UnappliedCreditView>>('/credits/unapplied?limit=200');
    return body.items.find((one) => one.returnId === returnId);
  };
  const waiting = async ({ returnId }: Story): Promise<WaitingDebitView[]> => {
    const { body } = await api.get<Items<WaitingDebitView>>('/debits/staged?merchant=harbor&limit=200');
    return body.items.filter((one) => one.returnId === returnId);
  };
  /** Goods are in, the credit is confirmed, Loop has refunded and the shop shows it. */
  const proven = async (): Promise<Story> => {
    const story = adapter.story('harbor');
    await adapter.authorized(story);
    adapter.erp.door.operatorReceive('HARBOR', story.number);
    await adapter.waitFor(story, 'CreditIssued');
    await adapter.publish(returnProcessed(story, [story.number]), refundRecorded(story, story.number));
    await waitFor('the debit to wait', async () => (await waiting(story)).length === 1);
    return story;
  };

  it('names for every credit that is not used up who has to act, from the first day to the last cent', async () => {
    const story = adapter.story();
    await adapter.credited(story);
    const owner = async () => (await unapplied(story))?.next.owner;
    expect(await unapplied(story)).toMatchObject({
      amount: { display: '136.08 USD' },
      open: { display: '136.08 USD' },
      next: { owner: 'loop' },
    });
    await adapter.publish(returnProcessed(story, [story.number]));
    await waitFor('the shop to be awaited', async () => (await owner()) === 'shop');
    expect((await unapplied(story))?.parts).toMatchObject([{ purpose: 'refund', state: 'awaited' }]);
    await adapter.publish(refundRecorded(story, story.number));
    await adapter.waitFor(story, 'CreditOffsetPosted');
    await waitFor('nothing to be left', async () => (await unapplied(story)) === undefined);
    expect((await api.get<Partial<RmaDetailView>>(`/rmas/${story.returnId}`)).body).toMatchObject({
      status: 'settled',
      credit: { open: { amount: 0 } },
      parts: [{ purpose: 'refund', state: 'posted', reference: `LOOP-${story.number}-R` }],
    });
  });

  it('shows what is in before a credit is confirmed, and what AIMS360 would credit, without crediting it', async () => {
    const story = adapter.story();
    await adapter.publish(returnInitiated(story, [jacket('u1'), jacket('u2')]));
    await adapter.waitFor(story, 'ReturnAuthorized');
    adapter.erp.door.operatorReceive('NORTHFOLD', story.number);
    await adapter.waitFor(story, 'ReceiptRecorded');
    const { body } = await api.get<Items<{ returnId: string }>>('/credits/awaiting?merchant=northfold');
    expect(body.items.find(({ returnId }) => returnId === story.returnId)).toMatchObject({
      units: [{ in: true }, { in: true }],
      asked: false,
    });
    const preview = await api.post(`/credits/${story.returnId}/preview`);
    expect(preview).toMatchObject({ status: 200, body: { amount: { display: '272.16 USD' } } });
    expect(await api.post(`/credits/${story.returnId}/preview`, {}, { role: 'operator' })).toMatchObject({
      status: 403,
    });
    await adapter.quiet();
    expect(adapter.published(story, 'CreditIssued')).toEqual([]);
  });

  it('confirms a credit that finance asks for, when it is the amount that was seen; and voids an RMA on which nothing came', async () => {
    const [story, empty] = [adapter.story(), adapter.story()];
    for (const one of [story, empty]) await adapter.authorized(one);
    const path = `/credits/${story.returnId}/confirm`;
    const expected = { amount: 13608, currency: 'USD' };
    expect(await api.post(path, { expected })).toMatchObject({ status: 409, body: { code: 'NOT_POSSIBLE' } });
    adapter.erp.door.operatorReceive('NORTHFOLD', story.number);
    await adapter.waitFor(story, 'ReceiptRecorded');
    const wrong = await api.post(path, { expected: { ...expected, amount: 13607 } });
    expect(wrong).toMatchObject({ status: 409, body: { code: 'CREDIT_DIFFERS' } });
    expect(await api.post(path, { expected }, { role: 'operator' })).toMatchObject({ status: 403 });
    expect(await api.post(path, { expected }, { key: 'confirm-it' })).toMatchObject({ status: 200 });
    const [credited] = await adapter.waitFor(story, 'CreditIssued');
    expect(credited?.data.total).toMatchObject(expected);
    expect(await api.post(path, { expected }, { key: 'confirm-it' })).toMatchObject({ status: 200 });
    const operator = { role: 'operator' } as const;
    expect(await api.post(`/rmas/${story.returnId}/void`, {}, operator)).toMatchObject({ status: 409 });
    expect(await api.post(`/rmas/${empty.returnId}/void`, {}, operator)).toMatchObject({ status: 200 });
    await adapter.waitFor(empty, 'AuthorizationCancelled');
    expect(await api.get(`/rmas/${empty.returnId}`)).toMatchObject({ body: { status: 'void' } });
  });

  it('posts what is proven, once, after the totals were seen', async () => {
    const [one, two] = [await proven(), await proven()];
    const chosen = { allProven: true, merchant: 'harbor' };
    const { body: preview } = await api.post<DebitsPreviewView>('/debits/preview', chosen);
    expect(preview).toMatchObject({ returns: 2, debits: 2, totals: [{ display: '272.16 USD' }], more: false });
    const three = await proven();
    const stale = await api.post('/debits/post', { ...chosen, token: preview.token });
    expect(stale).toMatchObject({ status: 409, body: { code: 'DEBITS_CHANGED' } });
    expect(adapter.debits(one)).toEqual([]);
    const selected = { returnIds: [one.returnId, two.returnId], token: preview.token };
    const key = 'post-these-two';
    expect(await api.post('/debits/post', selected, { key })).toMatchObject({ status: 200 });
    expect(await api.post('/debits/post', selected, { key })).toMatchObject({ status: 200, body: { debits: 2 } });
    for (const story of [one, two]) await adapter.waitFor(story, 'CreditOffsetPosted');
    expect(adapter.debits(three)).toEqual([]);
    expect(await api.post(`/debits/${three.returnId}/post`)).toMatchObject({ status: 200 });
    await adapter.waitFor(three, 'CreditOffsetPosted');
    expect(await api.post(`/debits/${three.returnId}/post`)).toMatchObject({ status: 409 });
    for (const story of [one, two, three])
      expect(adapter.debits(story)).toMatchObject([{ amount: 136.08, posted: true }]);
    const { body } = await api.get<Items<object>>('/actions?merchant=harbor');
    expect(body.items).toContainEqual(
      expect.objectContaining({ action: `POST /debits/${three.returnId}/post`, by: 'the finance', status: 200 }),
    );
  });

  it('finds an RMA by any of its numbers, and pages through all of them', async () => {
    const story = adapter.story();
    await adapter.authorized(story);
    const [rma] = adapter.rmas(story);
    for (const number of [rma?.['rma'], story.number, story.orderName]) {
      const { body } = await api.get<Items<object>>(
        `/rmas?merchant=northfold&number=${encodeURIComponent(String(number))}`,
      );
      expect(body.items).toMatchObject([{ returnId: story.returnId, status: 'authorized' }]);
    }
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: Items<{ returnId: string }> } = await api.get(
        `/rmas?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map(({ returnId }) => returnId));
      cursor = body.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain(story.returnId);
    expect(await api.get('/rmas?limit=0')).toMatchObject({ status: 400, body: { errors: [{ path: 'limit' }] } });
    expect(await api.get('/rmas/northfold-0')).toMatchObject({ status: 404 });
  });

  it('serves the same after a rebuild beside the live one', async () => {
    // A later look at a credit may still move the time of the last change.
    const listed = async () => {
      const { body } = await api.get<Items<RmaSummaryView>>('/rmas?limit=200');
      return body.items.map(({ returnId, status, credit }) => ({ returnId, status, credit }));
    };
    await adapter.quiet();
    const before = await listed();
    const because = { by: 'Dana Ruiz' };
    expect(await api.post('/admin/projections/rmas/rebuild', because, { role: 'admin' })).toMatchObject({
      status: 202,
    });
    const rebuilt = await waitFor('the rebuild to end', async () => {
      const { body } = await api.get<ProjectionStatus>('/admin/projections/rmas', 'admin');
      return body.running === null && body;
    });
    expect(rebuilt).toMatchObject({ lastFailure: null, lastRebuild: { sameAsBefore: true } });
    expect(await listed()).toEqual(before);
  });
});
