import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { manualClock, type TenantSettings } from '@backhaul/simulators';
import {
  ACCOUNT,
  creditedRma,
  debit,
  draft,
  everything,
  longAgo,
  never,
  openErp,
  unit,
  type TestErp,
} from '../support/erp.js';

const key = { customerAccount: 'SHPFY-US', externalReturnId: '88120045' };

/** Each fault of contracts/aims360.md §8.2.9, as the store's AIMS360 can be set to show it. */
describe('AIMS360 in a bad hour', () => {
  let erp: TestErp;
  beforeEach(async () => {
    erp = await openErp({ clock: manualClock('2026-09-14T09:00:00Z') });
  });
  afterEach(async () => {
    erp.door.assertInvariants(ACCOUNT);
    await erp.simulator.close();
  });

  const given = (settings: Partial<TenantSettings>) => erp.door.configure(ACCOUNT, settings);
  const seed = (count: number) => erp.door.seedMany(ACCOUNT, { rmas: count, openCredits: count });
  const numbers = async () => {
    const changed = await everything(erp.client().changedRmas(longAgo, never));
    return changed.map(({ what }) => what.externalReturnId);
  };
  const ids = (count: number) => Array.from({ length: count }, (_, index) => String(90_000_001 + index));

  it('turns the token down in the middle of a list: it is renewed, and every row comes once', async () => {
    seed(600);
    given({ tokenLastsCalls: 2 });
    expect(await numbers()).toEqual(ids(600));
  });

  it('answers 500 after it has done what was asked: the look-up finds it, and nothing is done twice', async () => {
    const client = erp.client();
    given({ internalErrorsAfterCommit: 1 });
    await expect(client.createRma(draft())).rejects.toMatchObject({
      code: 'VENDOR_SERVER_ERROR',
      delivered: 'unknown',
    });
    expect(await client.findRma(key)).toMatchObject({ status: 'open' });
    expect(erp.door.rmas(ACCOUNT)).toHaveLength(1);
  });

  it('says 500 after it has entered a debit: it is found by its reference', async () => {
    const creditMemo = await creditedRma(erp);
    const client = erp.client();
    given({ internalErrorsAfterCommit: 1 });
    await expect(client.enterDebit(debit(creditMemo))).rejects.toMatchObject({ delivered: 'unknown' });
    expect(await client.findDebit(debit(creditMemo))).toMatchObject({ postedAt: null, batchId: expect.any(String) });
  });

  it('is busy for two calls: a read waits and comes through, a write is not repeated by itself', async () => {
    const client = erp.client();
    await client.findRma(key);
    given({ serverBusy: 2 });
    expect(await client.findRma(key)).toBeNull();
    given({ serverBusy: 1 });
    await expect(client.previewCredit('00000000-0000-4000-8000-000000000000', 'USD')).rejects.toMatchObject({
      retryable: true,
    });
  });

  it('shows a page for people: a read is repeated, and the page is never taken for an answer', async () => {
    const client = erp.client();
    await client.findRma(key);
    given({ htmlErrors: 1 });
    expect(await client.findRma(key)).toBeNull();
    given({ htmlErrors: 1 });
    await expect(client.confirmCredit('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      delivered: 'unknown',
    });
  });

  it('takes longer than we wait: what was sent counts as in doubt', async () => {
    const client = erp.client({ section: { timeoutSeconds: 0.2 } });
    await client.createRma(draft({ externalReturnId: '1' }));
    given({ latencyMs: 2000 });
    await expect(client.confirmCredit('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      code: 'VENDOR_TIMEOUT',
      delivered: 'unknown',
    });
    given({ latencyMs: 0 });
  });

  it('repeats rows across pages: each comes once', async () => {
    seed(600);
    given({ duplicateRows: true });
    expect(await numbers()).toEqual(ids(600));
  });

  it('changes rows between pages: none is passed over, and what changed comes again', async () => {
    seed(600);
    given({ rowsMove: 3 });
    const seen = await numbers();
    expect([...new Set(seen)].toSorted()).toEqual(ids(600));
  });

  it('changes adjustments and credits between pages: none is passed over', async () => {
    erp.door.seedMany(ACCOUNT, { rmas: 600, openCredits: 300 });
    given({ rowsMove: 3 });
    const credits = await everything(erp.client().openCredits(longAgo, never));
    expect(new Set(credits.map(({ what }) => what.credit.externalReturnId)).size).toBe(600);
    given({ rowsMove: 2 });
    const adjustments = await everything(erp.client().adjustments(longAgo, never));
    expect(new Set(adjustments.map(({ what }) => what.adjustment.document)).size).toBe(300);
  });

  it('gives stale etags: the edit is tried once more after another look, then left to a person', async () => {
    const client = erp.client();
    const { rmaId } = await client.createRma(draft());
    given({ staleEtags: true });
    const patch = { ...draft(), units: [unit(), unit({ unitId: 'u2' })] };
    await expect(client.editRma(rmaId, patch)).rejects.toMatchObject({ status: 412, delivered: 'answered' });
    given({ staleEtags: false });
    expect(await client.editRma(rmaId, patch)).toMatchObject({ lines: [{ authorized: 2 }] });
  });

  it('writes letters instead of words', async () => {
    given({ rmaStatusSpelling: 'letters', orderStatusSpelling: 'letters' });
    const client = erp.client();
    expect(await client.createRma(draft())).toMatchObject({ status: 'open' });
    erp.door.operatorReceive(ACCOUNT, '88120045');
    erp.door.operatorConfirmCredit(ACCOUNT, '88120045');
    expect(await client.findRma(key)).toMatchObject({ status: 'credited' });
    const { rmaId } = await client.createRma(draft({ externalReturnId: '2' }));
    expect(await client.voidRma(rmaId)).toMatchObject({ status: 'void' });
  });

  it('has closed the period, has too little open credit, or knows the reference: an answer, and nothing is entered', async () => {
    const creditMemo = await creditedRma(erp);
    const client = erp.client();
    const refused = { code: 'VENDOR_REFUSED', status: 409, delivered: 'answered' };
    erp.door.closePeriod(ACCOUNT, '2026-12-31');
    await expect(client.enterDebit(debit(creditMemo))).rejects.toMatchObject(refused);
    erp.door.openPeriod(ACCOUNT);
    const tooMuch = debit(creditMemo, { amount: { amount: 20000, currency: 'USD' } });
    await expect(client.enterDebit(tooMuch)).rejects.toMatchObject(refused);
    await client.enterDebit(debit(creditMemo));
    await expect(client.enterDebit(debit(creditMemo))).rejects.toMatchObject(refused);
    const rows = erp.door.arTransactions(ACCOUNT).filter((row) => row['transactionType'] === 'DebitAdjustment');
    expect(rows).toHaveLength(1);
  });
});
