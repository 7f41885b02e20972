import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT, errorCode, northfold, rowsIn } from './northfold.js';
import type { Answered, Northfold } from './northfold.js';

const ADJUSTMENT = '/accountsreceivable/v1.0/adjustment';

describe('AIMS360 receivables', () => {
  let erp: Northfold;
  let credit: string;
  const debit = (amount: number, reference: string, changes: Record<string, unknown> = {}): Promise<Answered> =>
    erp.call('POST', ADJUSTMENT, {
      customerAccount: 'SHPFY-US',
      adjustmentType: 'Debit',
      amount,
      currencyCode: 'USD',
      adjustmentDate: '2026-09-21',
      debitAdjustmentID: erp.masters.codes.debitAdjustments.SHOPREF,
      reference,
      appliedToTransactionID: credit,
      ...changes,
    });
  const post = (entered: Answered): Promise<Answered> =>
    erp.call('POST', `/accountsreceivable/v1.0/batch/${String(entered.json.batchID)}/post`);
  const openCredit = async (): Promise<unknown> => {
    const query = `$filter=${encodeURIComponent(`transactionID eq ${credit}`)}`;
    return rowsIn(await erp.call('GET', `/accountsreceivable/v1.0/transactions?${query}`))[0]?.openBalance;
  };

  // A credit memo of 136.08 on the Shopify account.
  beforeEach(async () => {
    erp = await northfold();
    await erp.call('POST', '/returns/v1.0/rma', erp.rmaBody());
    erp.aims.door.operatorReceive(ACCOUNT, '88120045');
    credit = String(erp.aims.door.operatorConfirmCredit(ACCOUNT, '88120045').transactionID);
  });
  // Closed whatever the check says: an open server would keep a failing run from ending.
  afterEach(() => erp.aims.close().then(() => erp.aims.door.assertInvariants(ACCOUNT)));

  it('lists the open credit as a negative, found by its reference', async () => {
    const filter = encodeURIComponent(
      "transactionType eq 'CreditMemo' and openBalance lt 0 and reference eq '88120045'",
    );
    const found = rowsIn(await erp.call('GET', `/accountsreceivable/v1.0/transactions?$filter=${filter}`));
    expect(found).toMatchObject([{ transactionID: credit, amount: -136.08, openBalance: -136.08, posted: true }]);
  });

  it('moves no balance until posted, then closes the credit, also over two debits', async () => {
    const exchange = await debit(97.2, 'LOOP-88120045-X');
    expect(exchange.json).toMatchObject({ posted: false, transactionType: 'DebitAdjustment', amount: 97.2 });
    expect(await openCredit()).toBe(-136.08);
    expect((await post(exchange)).json).toMatchObject({ status: 'Closed', transactions: [{ posted: true }] });
    expect(await openCredit()).toBe(-38.88);
    expect(erp.aims.door.credits(ACCOUNT)[0]).toMatchObject({ status: 'Partially Applied', openBalance: 38.88 });
    await post(await debit(38.88, 'LOOP-88120045-R'));
    expect(await openCredit()).toBe(0);
    const [account] = rowsIn(await erp.call('GET', "/customers/v1.0/customers?$filter=customerAccount eq 'SHPFY-US'"));
    expect(account).toMatchObject({ balance: 0, unappliedCredit: 0 });
    expect(erp.aims.door.credits(ACCOUNT)[0]).toMatchObject({ status: 'Applied', openBalance: 0, amount: 136.08 });
  });

  it('gives the first result when posted twice', async () => {
    const entered = await debit(136.08, 'LOOP-88120045-R');
    const first = await post(entered);
    erp.aims.clock.advance(1_000);
    expect((await post(entered)).json).toEqual(first.json);
    expect(await openCredit()).toBe(0);
  });

  it('refuses a reference that was used before and names the row that has it', async () => {
    const first = await debit(38.88, 'LOOP-88120045-R');
    const again = await debit(38.88, 'LOOP-88120045-R');
    expect(again.status).toBe(409);
    expect(again.json).toMatchObject({
      error: { code: 'ResourceAlreadyExists', existingID: first.json.transactionID },
    });
    const read = await erp.call('GET', `${ADJUSTMENT}/${String(first.json.transactionID)}`);
    expect(read.json).toEqual(first.json);
  });

  it('never takes more than is open, at entry or at posting', async () => {
    expect(errorCode(await debit(136.09, 'A'))).toBe('ExceedsOpenBalance');
    const first = await debit(100, 'B');
    const second = await debit(100, 'C', { batchID: first.json.batchID });
    expect(errorCode(await post(second))).toBe('ExceedsOpenBalance');
    expect(await openCredit()).toBe(-136.08);
    expect((await erp.call('DELETE', `${ADJUSTMENT}/${String(second.json.transactionID)}`)).status).toBe(204);
    expect((await post(first)).status).toBe(200);
    expect(await openCredit()).toBe(-36.08);
  });

  it('deletes only what is not posted', async () => {
    const entered = await debit(10, 'D');
    await post(entered);
    expect(errorCode(await erp.call('DELETE', `${ADJUSTMENT}/${String(entered.json.transactionID)}`))).toBe(
      'InvalidState',
    );
  });

  it('refuses wrong amounts, currencies, reasons and accounts', async () => {
    expect(errorCode(await debit(0, 'E'))).toBe('InvalidInput');
    expect(errorCode(await debit(1.001, 'E'))).toBe('InvalidInput');
    expect(errorCode(await debit(1, 'E', { currencyCode: 'CAD' }))).toBe('InvalidInput');
    expect(errorCode(await debit(1, 'E', { customerAccount: 'SHPFY-CA' }))).toBe('InvalidInput');
    expect(errorCode(await debit(1, 'x'.repeat(31)))).toBe('InvalidInput');
    expect(errorCode(await debit(1, 'E', { debitAdjustmentID: erp.masters.codes.terms.EXCH }))).toBe('InvalidInput');
  });

  it('dates nothing into a closed period', async () => {
    const entered = await debit(10, 'F');
    erp.aims.door.configure(ACCOUNT, { closedThrough: '2026-09-30' });
    expect(errorCode(await post(entered))).toBe('PeriodClosed');
    expect(errorCode(await debit(10, 'G'))).toBe('PeriodClosed');
    expect((await debit(10, 'H', { adjustmentDate: '2026-10-01' })).status).toBe(201);
  });

  it('shows what a person posted by hand', async () => {
    const memo = String(erp.aims.door.credits(ACCOUNT)[0]?.creditMemo);
    erp.aims.door.operatorPostDebit(ACCOUNT, {
      creditMemo: memo,
      amount: 13_608,
      reasonCode: 'SHOPREF',
      reference: 'LOOP-88120045-R',
    });
    expect(await openCredit()).toBe(0);
    expect(errorCode(await debit(136.08, 'LOOP-88120045-R'))).toBe('ResourceAlreadyExists');
  });
});
