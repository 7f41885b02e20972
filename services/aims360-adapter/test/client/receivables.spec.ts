import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT, creditedRma, debit, openErp, type TestErp } from '../support/erp.js';
import { usd } from '../support/returns.js';

describe('an AR debit', () => {
  let erp: TestErp;
  let creditMemo: string;
  beforeEach(async () => {
    erp = await openErp();
    creditMemo = await creditedRma(erp);
  });
  afterEach(() => erp.simulator.close().then(() => erp.door.assertInvariants(ACCOUNT)));

  const debits = () => erp.door.arTransactions(ACCOUNT).filter((row) => row['transactionType'] === 'DebitAdjustment');
  const openBalance = () => erp.door.credits(ACCOUNT)[0]?.['openBalance'];
  const staged = async () => {
    const draft = debit(creditMemo);
    const { batchId, document } = await erp.client().enterDebit(draft);
    return { ...draft, batchId: batchId ?? '', document };
  };

  it('is entered against this very credit, and moves nothing before it is posted', async () => {
    const entered = await erp.client().enterDebit(debit(creditMemo));
    expect(entered).toMatchObject({
      amount: usd(13608),
      reference: 'LOOP-88120045-R',
      reason: 'SHOPREF',
      postedAt: null,
    });
    const credit = erp.door.arTransactions(ACCOUNT).find((row) => row['document'] === creditMemo);
    expect(debits()).toMatchObject([
      {
        amount: 136.08,
        posted: false,
        appliedToTransactionID: credit?.['transactionID'],
        notes: 'Shopify refund #20418',
      },
    ]);
    expect(openBalance()).toBe(136.08);
  });

  it('is posted, which closes the credit; posting twice gives the first result', async () => {
    const client = erp.client();
    const entered = await staged();
    const posted = await client.postDebit(entered);
    expect(posted).toMatchObject({ document: entered.document, postedAt: expect.any(String) });
    expect(await client.postDebit(entered)).toEqual(posted);
    expect(openBalance()).toBe(0);
    expect(debits()).toHaveLength(1);
  });

  it('is found by its reference, before and after posting', async () => {
    const client = erp.client();
    const key = { customerAccount: 'SHPFY-US', reference: 'LOOP-88120045-R' };
    expect(await client.findDebit(key)).toBeNull();
    const entered = await staged();
    expect(await client.findDebit(key)).toMatchObject({ postedAt: null, batchId: entered.batchId });
    await client.postDebit(entered);
    expect(await client.findDebit(key)).toMatchObject({ postedAt: expect.any(String) });
  });

  it('is dated by the merchant’s calendar', async () => {
    const clock = { now: () => new Date('2026-09-22T03:00:00Z') };
    await erp.client({ clock }).enterDebit(debit(creditMemo));
    expect(debits()).toMatchObject([{ transactionDate: '2026-09-21' }]);
  });

  it('is not entered without the credit, or with a reason that is not known', async () => {
    const client = erp.client();
    await expect(client.enterDebit(debit('CM-0'))).rejects.toMatchObject({ kind: 'post-debit' });
    await expect(client.enterDebit(debit(creditMemo, { reason: 'MOOD' }))).rejects.toMatchObject({ kind: 'map-code' });
    expect(debits()).toEqual([]);
  });

  it('is not posted together with what a person has put into the same batch', async () => {
    const entered = await staged();
    const [row] = debits();
    const value = [row, { ...row, reference: 'BY HAND' }];
    erp.simulator.faults.add({ match: { path: 'transactions$' }, kind: 'status', status: 200, body: { value } });
    await expect(erp.client().postDebit(entered)).rejects.toMatchObject({
      kind: 'post-debit',
      message: expect.stringContaining('holds other transactions'),
    });
    expect(openBalance()).toBe(136.08);
  });

  it('counts as posted only when the answer shows it', async () => {
    const entered = await staged();
    const body = { batchID: entered.batchId, status: 'Closed', transactions: [] };
    erp.simulator.faults.add({ match: { path: 'post$' }, kind: 'status', status: 200, body });
    await expect(erp.client().postDebit(entered)).rejects.toMatchObject({
      code: 'VENDOR_NOT_UNDERSTOOD',
      delivered: 'unknown',
    });
  });
});
