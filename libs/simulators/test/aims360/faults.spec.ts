import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT, errorCode, northfold, rowsIn } from './northfold.js';
import type { Answered, Northfold } from './northfold.js';

const RMAS = '/returns/v1.0/rmas';

describe('AIMS360 faults', () => {
  let erp: Northfold;
  beforeEach(async () => {
    erp = await northfold();
    for (let n = 1; n <= 5; n += 1) {
      erp.aims.clock.advance(1_000);
      await erp.call('POST', '/returns/v1.0/rma', erp.rmaBody({ thirdPartyReturnID: `9000${n}` }));
    }
    erp.aims.clock.advance(1_000);
  });
  afterEach(() => erp.aims.close());

  const page = (skip: number): Promise<Answered> =>
    erp.call('GET', `${RMAS}?$orderby=lastModifiedOn,rmaID&pagesize=2&$skip=${skip}`);
  const ids = async (skip: number): Promise<unknown[]> =>
    rowsIn(await page(skip)).map((row) => row.thirdPartyReturnID as unknown);

  it('turns a token down in the middle of a run', async () => {
    const { access_token } = (await erp.token()).json;
    const headers = { authorization: `Bearer ${String(access_token)}` };
    erp.aims.door.configure(ACCOUNT, { tokenLastsCalls: 2 });
    const statuses = [1, 2, 3].map(async () => (await erp.call('GET', RMAS, undefined, headers)).status);
    expect((await Promise.all(statuses)).toSorted()).toEqual([200, 200, 401]);
    expect((await erp.token()).status).toBe(200);
  });

  it('executes and keeps a write, and answers 500 with a request id', async () => {
    erp.aims.door.configure(ACCOUNT, { internalErrorsAfterCommit: 1 });
    const lost = await erp.call('POST', '/returns/v1.0/rma', erp.rmaBody());
    expect(lost.status).toBe(500);
    expect(lost.json).toMatchObject({ requestId: expect.any(String), error: { code: 'InternalError' } });
    expect(rowsIn(await erp.call('GET', `${RMAS}?$filter=thirdPartyReturnID eq '88120045'`))).toHaveLength(1);
    expect(errorCode(await erp.call('POST', '/returns/v1.0/rma', erp.rmaBody()))).toBe('ResourceAlreadyExists');
  });

  it('is busy for a while, and answers a page of HTML', async () => {
    erp.aims.door.configure(ACCOUNT, { serverBusy: 2, htmlErrors: 1 });
    for (let n = 0; n < 2; n += 1) {
      const busy = await erp.call('GET', RMAS);
      expect([busy.status, errorCode(busy)]).toEqual([503, 'ServerBusy']);
    }
    const html = await erp.call('GET', RMAS);
    expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
    expect((await erp.call('GET', RMAS)).status).toBe(200);
  });

  it('takes its time', async () => {
    erp.aims.door.configure(ACCOUNT, { latencyMs: 40 });
    const started = performance.now();
    await erp.call('GET', RMAS);
    expect(performance.now() - started).toBeGreaterThanOrEqual(35);
  });

  it('shows a row twice over two pages', async () => {
    erp.aims.door.configure(ACCOUNT, { duplicateRows: true });
    expect(await ids(0)).toEqual(['90001', '90002']);
    expect(await ids(2)).toEqual(['90002', '90003', '90004']);
  });

  it('moves rows between pages, so that counting rows passes one over', async () => {
    erp.aims.door.configure(ACCOUNT, { rowsMove: 1 });
    expect(await ids(0)).toEqual(['90001', '90002']);
    expect(await ids(2)).toEqual(['90004', '90005']);
    expect(await ids(4)).toEqual(['90001']);
  });

  it('gives stale etags, which refuse a write until the fault is over', async () => {
    const { rmaID } = rowsIn(await page(0))[0] ?? {};
    const path = `/returns/v1.0/rma/${String(rmaID)}`;
    const edit = async (): Promise<Answered> => {
      const { '@odata.etag': etag } = (await erp.call('GET', path)).json;
      return erp.call('PATCH', path, { notes: 'x' }, { 'if-match': String(etag) });
    };
    erp.aims.door.configure(ACCOUNT, { staleEtags: true });
    expect(errorCode(await edit())).toBe('ConditionNotMet');
    erp.aims.door.configure(ACCOUNT, { staleEtags: false });
    expect((await edit()).status).toBe(200);
  });

  it('spells the states of RMAs as letters', async () => {
    erp.aims.door.configure(ACCOUNT, { rmaStatusSpelling: 'letters' });
    expect(rowsIn(await erp.call('GET', `${RMAS}?$filter=status eq 'O'`))).toHaveLength(5);
  });
});
