import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT, UPC_M, errorCode, northfold, rowsIn } from './northfold.js';
import type { Answered, Northfold } from './northfold.js';

const EXPORT = '/reports/v1.0/exportdata';
const JOBS = '/jobsmanagement/v1.0/backgroundjob';
const DAY_MS = 86_400_000;

describe('AIMS360 bulk view export', () => {
  let erp: Northfold;
  beforeEach(async () => {
    erp = await northfold();
    await erp.call('POST', '/returns/v1.0/rma', erp.rmaBody());
  });
  afterEach(() => erp.aims.close());

  const start = (changes: Record<string, unknown> = {}, view = 'All', source = 'RMA and Credit Memos') =>
    erp.call('POST', EXPORT, {
      exportType: 'View',
      exportDataSettings: { source, viewName: view },
      outputFormat: 'JSON',
      publishLinkAccessScope: 'Private',
      ...changes,
    });
  const poll = (started: Answered): Promise<Answered> => erp.call('GET', `${JOBS}/${String(started.json.jobId)}`);
  const rerun = (started: Answered): Promise<Answered> =>
    erp.call('POST', `${JOBS}/${String(started.json.jobId)}/rerun`);
  const linkOf = ({ json }: Answered): string => new URL(String(json.publishLink)).pathname;
  const download = (started: Answered, headers?: Record<string, string>): Promise<Answered> =>
    erp.call('GET', linkOf(started), undefined, headers);
  const done = async (started: Answered): Promise<void> => {
    erp.aims.clock.advance(10_000);
    await erp.aims.idle();
    expect((await poll(started)).json).toMatchObject({ jobStatus: 'Completed' });
  };

  it('runs on the clock, spelled one way singly and another in the list, and is read behind its link', async () => {
    const started = await start();
    expect(started.json).toMatchObject({ jobStatus: 'Queued', publishLinkAccessScope: 'Private' });
    expect(errorCode(await download(started))).toBe('ResourceNotFound');
    erp.aims.clock.advance(2_000);
    expect((await poll(started)).json).toMatchObject({
      jobStatus: 'Inprogress',
      percentCompleted: 50,
      canReRun: 'Yes',
    });
    const list = '/jobsmanagement/odata/v1.0/backgroundjob';
    const filter = encodeURIComponent(`jobId eq '${String(started.json.jobId)}'`);
    expect(rowsIn(await erp.call('GET', `${list}?$filter=${filter}`))).toMatchObject([{ jobStatus: 'InProgress' }]);
    await done(started);
    expect((await download(started)).json).toMatchObject({
      totalRecordCount: 1,
      data: [{ RMA: '30115', Status: 'Open', LoopReturnID: '88120045', CreditMemo: null }],
    });
  });

  it('is refreshed by a rerun under the same link, and shows the old rows until that is done', async () => {
    const started = await start();
    await done(started);
    erp.aims.door.operatorReceive(ACCOUNT, '88120045');
    erp.aims.door.operatorConfirmCredit(ACCOUNT, '88120045');
    const again = await rerun(started);
    expect(again.json).toMatchObject({ jobId: started.json.jobId, jobRunId: expect.any(String), jobStatus: 'Queued' });
    expect(linkOf(again)).toBe(linkOf(started));
    expect((await download(started)).json).toMatchObject({ data: [{ CreditMemo: null }] });
    await done(started);
    expect((await download(started)).json).toMatchObject({
      data: [{ Status: 'Credit Memo Issued', CreditMemo: '70021', CreditMemoAmount: 136.08 }],
    });
  });

  it('cannot be rerun when it says so', async () => {
    erp.aims.door.configure(ACCOUNT, { jobsCanReRun: false });
    const started = await start();
    await done(started);
    expect((await poll(started)).json).toMatchObject({ canReRun: 'No' });
    expect(errorCode(await rerun(started))).toBe('InvalidState');
  });

  it('is private to the user who made it; public needs no token', async () => {
    erp.aims.door.addUser(ACCOUNT, { username: 'warehouse', password: 'other' });
    const other = await erp.token({ username: 'warehouse', password: 'other' });
    const otherToken = { authorization: `Bearer ${String(other.json.access_token)}` };
    const own = await start();
    const shared = await start({ publishLinkAccessScope: 'PeopleInOrganization' });
    const open = await start({ publishLinkAccessScope: 'Public' });
    await done(own);
    const bare = async (started: Answered): Promise<number> => (await fetch(erp.aims.url + linkOf(started))).status;
    expect((await download(own, otherToken)).status).toBe(403);
    expect((await download(shared, otherToken)).status).toBe(200);
    expect(await bare(own)).toBe(401);
    expect(await bare(shared)).toBe(401);
    expect(await bare(open)).toBe(200);
  });

  it('fails for a view that is not there, and when the vendor fails', async () => {
    const unknown = await start({}, 'No such view');
    erp.aims.door.configure(ACCOUNT, { failJobs: 1 });
    erp.aims.clock.advance(10_000);
    expect((await poll(unknown)).json).toMatchObject({
      jobStatus: 'Failed',
      jobStatusText: expect.stringContaining('not found'),
    });
  });

  it('is purged about 30 days after its last run', async () => {
    const started = await start();
    await done(started);
    erp.aims.clock.advance(29 * DAY_MS);
    await rerun(started);
    await done(started);
    erp.aims.clock.advance(29 * DAY_MS);
    expect((await download(started)).status).toBe(200);
    erp.aims.clock.advance(2 * DAY_MS);
    expect(errorCode(await poll(started))).toBe('ResourceNotFound');
    expect(errorCode(await download(started))).toBe('ResourceNotFound');
    expect(errorCode(await rerun(started))).toBe('ResourceNotFound');
  });

  it('shows a merchant-made view per size, with renamed and missing columns as the merchant has them', async () => {
    await erp.call('POST', '/returns/v1.0/rma', {
      ...erp.rmaBody({ thirdPartyReturnID: '88120046' }),
      lineItems: [
        {
          styleColorID: erp.styleColorID,
          price: 126,
          sizes: [
            { sizeName: 'M', authorizedQuantity: 2 },
            { sizeName: 'L', authorizedQuantity: 1 },
          ],
        },
      ],
    });
    erp.aims.door.operatorReceive(ACCOUNT, '88120046', {
      units: [{ upc: UPC_M, quantity: 1, disposition: 'Seconds' }],
    });
    const seeded = await start({}, 'Loop Returns');
    await done(seeded);
    expect((await download(seeded)).json).toMatchObject({
      totalRecordCount: 3,
      data: [
        { LoopReturnID: '88120045', Size: 'M', AuthorizedQuantity: 1 },
        { LoopReturnID: '88120046', Size: 'M', AuthorizedQuantity: 2, ReceivedQuantity: 1, SecondsQuantity: 1 },
        { LoopReturnID: '88120046', Size: 'L', ReceivedQuantity: 0, MissingQuantity: 0, CreditMemoAmount: null },
      ],
    });
    erp.aims.door.setView(ACCOUNT, 'RMA and Credit Memos', 'Loop Returns', [
      'RMA',
      { name: 'Loop No.', of: 'LoopReturnID' },
    ]);
    const changed = await start({}, 'Loop Returns');
    await done(changed);
    expect((await download(changed)).json.data).toEqual([
      { RMA: '30115', 'Loop No.': '88120045' },
      { RMA: '30116', 'Loop No.': '88120046' },
    ]);
  });

  it('writes CSV with a header row, quotes where needed, and empty cells for null', async () => {
    const { rmaID } = rowsIn(await erp.call('GET', '/returns/v1.0/rmas'))[0] ?? {};
    await erp.call('PATCH', `/returns/v1.0/rma/${String(rmaID)}`, { notes: 'torn, "badly"' });
    erp.aims.door.setView(ACCOUNT, 'RMA and Credit Memos', 'Short', ['RMA', 'CreditMemo', 'Notes']);
    const started = await start({ outputFormat: 'CSV' }, 'Short');
    await done(started);
    const token = String((await erp.token()).json.access_token);
    const response = await fetch(erp.aims.url + linkOf(started), { headers: { authorization: `Bearer ${token}` } });
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(await response.text()).toBe('RMA,CreditMemo,Notes\r\n30115,,"torn, ""badly"""\r\n');
  });

  it.each([
    ['AR Transactions', 'Unapplied Credits', { Type: 'CreditMemo', Reference: '88120045', OpenBalance: -136.08 }],
    ['AR Transactions', 'Unposted', { Type: 'DebitAdjustment', Reference: 'LOOP-88120045-R', AppliedTo: '70021' }],
    ['Customers Balance', 'With Open Balance', { CustomerAccount: 'SHPFY-US', UnappliedCredit: 136.08 }],
    ['Orders', 'Completed', { CustomerPurchaseOrder: '#20418', Terms: 'SHOPPAY', ShipVia: 'UPSG' }],
    ['Invoices', 'Zero Balance', { Order: '104377', OpenBalance: 0 }],
    ['Pick Tickets', 'Shipped(Status=S)', { Order: '104377', Status: 'S' }],
    ['Return Authorizations', 'All', { Code: 'FIT', Enabled: 'Yes' }],
    ['Debit Adjustments', 'All', { Code: 'SHOPREF' }],
    ['Warehouses', 'All', { Warehouse: 'MAIN', Active: 'Yes' }],
    ['Styles UPC', 'All', { Style: 'RIDGE', Color: 'PINE', Size: 'M', UPC: UPC_M }],
  ])('has %s › %s', async (source, view, first) => {
    erp.aims.door.operatorReceive(ACCOUNT, '88120045');
    const { creditMemo } = erp.aims.door.operatorConfirmCredit(ACCOUNT, '88120045');
    const debit = { creditMemo: String(creditMemo), amount: 3_888, reasonCode: 'SHOPREF' };
    erp.aims.door.operatorPostDebit(ACCOUNT, { ...debit, reference: 'LOOP-88120045-R', post: false });
    const started = await start({}, view, source);
    await done(started);
    const data = (await download(started)).json.data as unknown as unknown[];
    expect(data[0]).toMatchObject(first);
  });
});
