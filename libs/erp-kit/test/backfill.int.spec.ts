import { KnownReturns } from '@backhaul/erp-kit';
import { waitFor } from '@backhaul/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openKit, tokens, type Kit } from './support/kit-service.js';

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
  const known = kit.service.app.get(KnownReturns);
  const note = (returnId: string, day: string, merchantId = 'northfold') =>
    known.note(kit.database.pool, { merchantId, returnId, initiatedAt: new Date(`2026-02-${day}T12:00:00Z`) });
  for (const [returnId, day] of [
    ['northfold-1', '10'],
    ['northfold-2', '11'],
    ['northfold-2', '28'],
    ['northfold-3', '12'],
    ['northfold-4-cancelled', '12'],
  ] as const)
    await note(returnId, day);
  await note('shade-1', '11', 'shade');
});
afterAll(() => kit.close());
beforeEach(async () => {
  kit.erp.failing.clear();
  await kit.database.pool.query('TRUNCATE admitted');
});

const start = (body: object, o?: { key?: string; token?: string }) => kit.command('POST', '/backfills', body, o);
const finished = (id: unknown) =>
  waitFor('the backfill to be over', async () => {
    const { body } = await kit.get(`/backfills/${String(id)}`);
    return body['finishedAt'] === null ? undefined : body;
  });
const admitted = async () =>
  (await kit.rows<{ return_id: string }>('SELECT return_id FROM admitted ORDER BY return_id')).map(
    (row) => row.return_id,
  );
const february = { merchant: 'northfold', from: '2026-02-10T00:00:00Z', to: '2026-02-12T00:00:00Z' };

describe('a backfill', () => {
  it('admits what was initiated in a period, and says how far it is', async () => {
    const { body } = await start(february);
    expect(body).toMatchObject({ by: 'the operator', returns: { total: 2, waiting: 2 }, finishedAt: null });
    expect(await finished(body['id'])).toMatchObject({ returns: { total: 2, waiting: 0, admitted: 2 } });
    expect(await admitted()).toEqual(['northfold-1', 'northfold-2']);
  });

  it('admits the returns that are named, and says why one cannot be', async () => {
    const ids = ['northfold-3', 'northfold-4-cancelled'];
    const { body } = await start({ merchant: 'northfold', ids });
    expect(await finished(body['id'])).toMatchObject({
      returns: { total: 2, admitted: 1, refused: 1 },
      problems: [{ returnId: 'northfold-4-cancelled', state: 'refused', why: 'It was cancelled.' }],
    });
  });

  it('may be repeated: nothing is admitted twice', async () => {
    const first = await start(february);
    await finished(first.body['id']);
    const second = await start(february);
    expect(await finished(second.body['id'])).toMatchObject({ returns: { total: 2, admitted: 0, unchanged: 2 } });
    const key = 'the-same-request';
    const [one, other] = [await start(february, { key }), await start(february, { key })];
    expect(other.body['id']).toEqual(one.body['id']);
  });

  it('goes on where it was when the process ended, and holds up no return with one that fails', async () => {
    kit.erp.failing.set('northfold-1', new Error('killed'));
    const { body } = await start(february);
    await waitFor('the other to be admitted', async () => (await admitted()).length === 1);
    const problems = async () => (await kit.get(`/backfills/${String(body['id'])}`)).body['problems'];
    await waitFor('the failure to be shown', async () => ((await problems()) as object[]).length === 1);
    expect(await problems()).toMatchObject([{ returnId: 'northfold-1', state: 'waiting' }]);
    await kit.database.pool.query('UPDATE erp_kit.backfill_item SET next_at = now()');
    await kit.restart();
    expect(await finished(body['id'])).toMatchObject({ returns: { waiting: 0, admitted: 2 } });
  });

  it('is asked for by an operator, for a period or for returns of the merchant', async () => {
    expect((await start(february, { token: tokens.viewer })).status).toBe(403);
    expect((await start({ ...february, merchant: 'elsewhere' })).status).toBe(404);
    expect((await start({ merchant: 'northfold' })).status).toBe(400);
    expect((await start({ ...february, ids: ['northfold-1'] })).status).toBe(400);
    expect((await start({ ...february, to: february.from })).status).toBe(400);
    expect((await start({ merchant: 'northfold', ids: ['shade-1'] })).body['errors']).toMatchObject([
      { path: 'ids[0]', expected: 'expected a return of the merchant, such as northfold-88120045' },
    ]);
    expect((await kit.get('/backfills/9999')).status).toBe(404);
    const { body } = await kit.get('/backfills?merchant=shade');
    expect(body['items']).toEqual([]);
  });
});
