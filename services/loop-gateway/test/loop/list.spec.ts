import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChangedReturn } from '../../src/loop/port.js';
import { windows } from '../../src/sweep/sweep-returns.js';
import { openShop, type TestShop } from '../support/shop.js';

const DAY_MS = 24 * 3_600_000;
let shop: TestShop;
beforeAll(async () => {
  shop = await openShop({ quirks: { nextPageKeepsParams: false } });
});
afterAll(() => shop.close());

const lastDay = () => ({ from: new Date(Date.now() - DAY_MS), to: new Date(Date.now() + DAY_MS) });
async function listed(state: string, window = lastDay()): Promise<ChangedReturn[]> {
  const rows: ChangedReturn[] = [];
  for await (const page of shop
    .client()
    .changedReturns({ by: 'changed', state, ...window }, AbortSignal.timeout(20_000))) {
    rows.push(...page);
  }
  return rows;
}
const answer = (body: unknown) => shop.fault(/\/list$/, { kind: 'status', status: 200, body });
const row = (id: string) => ({ id, state: 'open', updated_at: '2026-09-14T16:02:11.000Z' });

describe('the list of changed returns', () => {
  it('shows each of the five states only when it is asked for it', async () => {
    const { door } = shop.loop;
    const open = await shop.submit();
    const flagged = await shop.submit();
    door.flag(flagged.id);
    const closed = await shop.submit();
    door.close(closed.id);
    const cancelled = await shop.submit();
    door.cancel(cancelled.id);
    const expired = await shop.submit();
    door.setState(expired.id, 'expired');
    for (const [state, { id }] of Object.entries({ open, review: flagged, closed, cancelled, expired })) {
      expect(await listed(state)).toMatchObject([{ externalReturnId: id, state }]);
    }
  });

  it('goes by when a return was changed, not by when it was made', async () => {
    const { id } = await shop.submit();
    shop.loop.clock.advance(2 * DAY_MS);
    const since = shop.loop.clock.now();
    shop.loop.door.progressLabel(id, 'in_transit');
    const window = { from: since, to: new Date(since.getTime() + DAY_MS) };
    expect((await listed('open', window)).map(({ externalReturnId }) => externalReturnId)).toEqual([id]);
  });

  it('is complete over several pages, with our own parameters sent again although the link lost them', async () => {
    const ids = [];
    for (let n = 0; n < 260; n += 1) ids.push((await shop.submit()).id);
    const before = shop.calls(/\/list$/).length;
    const window = { from: new Date(Date.now() - DAY_MS), to: new Date(shop.loop.clock.now().getTime() + DAY_MS) };
    const found = new Set((await listed('open', window)).map(({ externalReturnId }) => externalReturnId));
    expect(ids.filter((id) => !found.has(id))).toEqual([]);
    const queries = shop.calls(/\/list$/).slice(before);
    expect(queries).toHaveLength(2);
    for (const { query } of queries) {
      expect(Object.fromEntries(new URLSearchParams(query))).toMatchObject({
        filter: 'updated_at',
        state: 'open',
        paginate: 'true',
        pageSize: '250',
        from: window.from.toISOString(),
        to: window.to.toISOString(),
      });
    }
  });

  it('may come as a bare array, or with a link that is empty', async () => {
    answer([row('1')]);
    expect(await listed('open')).toMatchObject([
      { externalReturnId: '1', updatedAt: new Date('2026-09-14T16:02:11Z') },
    ]);
    answer({ returns: [row('1')], nextPageUrl: '', previousPageUrl: null });
    expect(await listed('open')).toHaveLength(1);
  });

  it.each([
    ['another shape', { data: [row('1')] }],
    ['a row without an id', { returns: [{ ...row('1'), id: null }] }],
    ['a next page without a cursor', { returns: [], nextPageUrl: 'https://api.loopreturns.com/list?page=2' }],
  ])('that does not fit is not taken for the whole: %s', async (_, body) => {
    answer(body);
    await expect(listed('open')).rejects.toMatchObject({ code: 'VENDOR_NOT_UNDERSTOOD' });
  });

  it('that leads back to the same page is not followed for ever', async () => {
    const page = { returns: [row('1')], nextPageUrl: 'https://api.loopreturns.com/list?cursor=abc' };
    answer(page);
    answer(page);
    await expect(listed('open')).rejects.toMatchObject({ code: 'VENDOR_NOT_UNDERSTOOD' });
  });

  it('refuses a window of more than 120 days, so longer times are asked for in parts that leave nothing out', async () => {
    const to = Date.now();
    const since = to - 300 * DAY_MS;
    await expect(listed('open', { from: new Date(since), to: new Date(to) })).rejects.toMatchObject({ status: 422 });
    const parts = windows(since, to);
    expect(parts).toHaveLength(3);
    expect(parts[0]?.from).toEqual(new Date(since));
    expect(parts.at(-1)?.to).toEqual(new Date(to));
    for (const [index, part] of parts.entries()) {
      expect(part.to.getTime() - part.from.getTime()).toBeLessThanOrEqual(120 * DAY_MS);
      if (index > 0) expect(part.from).toEqual(parts[index - 1]?.to);
      await listed('open', part);
    }
  });
});
