import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Aims360Port } from '../../src/aims360/port.js';
import type { ExportJob } from '../../src/aims360/views/export-runs.js';
import { ACCOUNT, creditedRma, draft, everything, longAgo, never, openErp, type TestErp } from '../support/erp.js';
import { usd } from '../support/returns.js';

const key = { customerAccount: 'SHPFY-US', externalReturnId: '88120045' };

describe.each(['JSON', 'CSV'])('everything that is read, read from exports of views as %s', (format) => {
  let erp: TestErp;
  let told: string[];
  let jobs: Map<string, ExportJob>;
  beforeEach(async () => {
    erp = await openErp();
    erp.door.configure(ACCOUNT, { jobSeconds: 0.1 });
    [told, jobs] = [[], new Map()];
  });
  afterEach(() => erp.simulator.close());

  const viewer = (views: object = {}): Aims360Port =>
    erp.client({
      section: { reads: 'bulk-view', views: { format, ...views } },
      exports: {
        jobs: {
          get: (name) => Promise.resolve(jobs.get(name) ?? null),
          keep: (name, job) => Promise.resolve(void jobs.set(name, job)),
        },
        reports: {
          broken: (view, { columns }) => Promise.resolve(void told.push(`${view}: ${columns.join(', ')}`)),
          fine: () => Promise.resolve(),
        },
      },
    });
  const made = () => erp.calls(/exportdata$/).length;
  const reruns = () => erp.calls(/rerun$/).length;

  it('shows an RMA as the API does, but for its ids', async () => {
    await creditedRma(erp);
    const [there, here] = [await erp.client().findRma(key), await viewer().findRma(key)];
    const { rmaId: _, createdAt: __, source: ___, ...rest } = there ?? {};
    expect(here).toMatchObject(rest);
    expect(await viewer().findRma({ ...key, externalReturnId: '1' })).toBeNull();
  });

  it('shows credits and what used them up, and adjustments of others', async () => {
    const creditMemo = await creditedRma(erp);
    erp.door.operatorPostDebit(ACCOUNT, { creditMemo, amount: 5000, reasonCode: 'SHOPREF' });
    const [credit] = await everything(viewer().openCredits(longAgo, never));
    expect(credit?.what).toMatchObject({
      credit: { document: creditMemo, externalReturnId: '88120045', amount: usd(13608), openBalance: usd(8608) },
      adjustments: [{ amount: usd(5000), reference: null }],
    });
    const [adjustment] = await everything(viewer().adjustments(longAgo, never));
    expect(adjustment?.what).toMatchObject({
      externalReturnIds: ['88120045'],
      adjustment: { creditDocument: creditMemo },
    });
  });

  it('finds an order of the shop with its codes, and what is staged', async () => {
    expect(await viewer().findOrder('5511223344556')).toMatchObject({ orderNumber: expect.any(String) });
    expect(await viewer().findOrder('1')).toBeNull();
    expect(await everything(viewer().stagedOrders(longAgo, never))).toEqual([]);
  });

  it('makes the job once, runs it again for ever, and makes another only when it is gone', async () => {
    await viewer().findRma(key);
    await viewer().findRma(key);
    expect([made(), reruns()]).toEqual([1, 1]);
    erp.door.configure(ACCOUNT, { jobsCanReRun: false });
    jobs.clear();
    await viewer().findRma(key);
    await viewer().findRma(key);
    expect([made(), reruns()]).toEqual([3, 2]);
  });

  it('reads a column under the name that the store has given it', async () => {
    await erp.client().createRma(draft());
    const columns = ['RMA', 'Status', 'CustomerAccount', 'Order', 'Warehouse', 'Currency', 'Tax', 'RestockingFee'];
    const sizes = [
      'Style',
      'Color',
      'Size',
      'UPC',
      'Price',
      'AuthorizedQuantity',
      'ReceivedQuantity',
      'RestockedQuantity',
    ];
    const rest = ['SecondsQuantity', 'WrittenOffQuantity', 'MissingQuantity', 'CreditedQuantity', 'CreditMemo'];
    const last = ['CreditMemoAmount', 'LastModifiedOn', { name: 'Loop No', of: 'LoopReturnID' }];
    const all = [...columns, ...sizes, ...rest, ...last];
    erp.door.setView(ACCOUNT, 'RMA and Credit Memos', 'Ours', all);
    const ours = { rmas: { name: 'Ours', columns: { LoopReturnID: 'Loop No' } } };
    expect(await viewer(ours).findRma(key)).toMatchObject({ status: 'open' });
    erp.door.setView(
      ACCOUNT,
      'RMA and Credit Memos',
      'Ours',
      all.filter((column) => column !== 'Price'),
    );
    await expect(viewer(ours).findRma(key)).rejects.toMatchObject({ code: 'AIMS360_VIEW_UNREADABLE', retryable: true });
    expect(told).toEqual(['Ours: Price']);
  });

  it('says so when the view is not there', async () => {
    await expect(viewer({ rmas: { name: 'Gone' } }).findRma(key)).rejects.toMatchObject({
      code: 'AIMS360_VIEW_UNREADABLE',
    });
    expect(told).toEqual(['Gone: ']);
  });

  it('shares a run among those who ask before it begins, and gives a later one to those who ask after', async () => {
    const client = viewer();
    await Promise.all([client.findRma(key), client.findRma(key)]);
    expect(made() + reruns()).toBe(1);
    const first = client.findRma(key);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.all([first, client.findRma(key)]);
    expect(made() + reruns()).toBe(3);
  });
});
