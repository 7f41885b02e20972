import { waitFor } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RmaDetailView } from '../../src/http/schemas.js';
import { apiOf, type Api } from '../support/api.js';
import { returnInitiated, type Story } from '../support/envelopes.js';
import { jacket } from '../support/returns.js';
import { startAdapter, type Adapter } from '../support/service.js';

/** harbor says that each reason and each item has to be mapped; northfold leaves what has no entry to its defaults. */
describe('words of Loop and of the shop, and what they are called in AIMS360', () => {
  let adapter: Adapter;
  let api: Api;
  beforeAll(async () => {
    adapter = await startAdapter({ harbor: { requireMapping: ['reason', 'item'] } });
    api = apiOf(adapter);
  });
  afterAll(() => adapter.stop());

  const detail = async ({ returnId }: Story) => (await api.get<RmaDetailView>(`/rmas/${returnId}`)).body;
  const set = (merchant: string, table: string, key: string, value: string) =>
    api.put(`/mappings/${merchant}/${table}/${encodeURIComponent(key)}`, { value });

  it('are looked up for each unit; what has no entry is the default of the store', async () => {
    expect(await set('northfold', 'reason', 'Too small', 'FIT')).toMatchObject({ status: 200 });
    expect(await set('northfold', 'warehouse', 'Arrived damaged', 'SECONDS')).toMatchObject({ status: 200 });
    const story = adapter.story();
    const units = ['too small', 'Arrived damaged', null].map((reason, nth) => ({ ...jacket(`u${nth}`), reason }));
    await adapter.publish(returnInitiated(story, units));
    await adapter.waitFor(story, 'ReturnAuthorized');
    expect((await detail(story)).lines).toMatchObject([
      { shopperReason: 'too small', reason: 'FIT', warehouse: 'MAIN' },
      { shopperReason: 'Arrived damaged', reason: 'OTHER', warehouse: 'SECONDS' },
      { shopperReason: null, reason: 'OTHER', warehouse: 'MAIN' },
    ]);
  });

  it('without an entry hold the return back where the store wants it so, until each is mapped', async () => {
    const [one, two] = [adapter.story('harbor'), adapter.story('harbor')];
    const units = [{ ...jacket('u1'), reason: 'Changed my mind', sku: 'SHOP-1', barcode: null }];
    await adapter.publish(returnInitiated(one, units), returnInitiated(two, units));
    await waitFor('both to wait', async () => {
      const { body } = await api.get<{ items: object[] }>('/rmas?merchant=harbor&status=blocked');
      return body.items.length === 2;
    });
    const tasks = await adapter.waitFor(one, 'TaskOpened', 2);
    expect(tasks.map(({ data }) => data.values)).toMatchObject([
      { table: 'reason', key: 'Changed my mind' },
      { table: 'item', key: 'SHOP-1' },
    ]);
    expect(await api.get('/mappings/harbor/reason')).toMatchObject({
      body: { unmapped: [{ key: 'Changed my mind', seen: 2, waiting: 2 }] },
    });
    await set('harbor', 'reason', 'Changed my mind', 'OTHER');
    await set('harbor', 'item', 'SHOP-1', 'RIDGE-PINE-M');
    for (const story of [one, two]) await adapter.waitFor(story, 'ReturnAuthorized');
    expect((await detail(one)).lines).toMatchObject([{ sku: 'RIDGE-PINE-M', reason: 'OTHER' }]);
    await waitFor('the tasks to be closed', () => adapter.published(two, 'TaskClosed').length === 2);
    expect(await api.get('/mappings/harbor/reason/history')).toMatchObject({
      body: { items: [{ key: 'Changed my mind', value: 'OTHER', by: 'the operator' }] },
    });
  });
});
