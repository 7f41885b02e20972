import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT, draft, openErp, type TestErp } from '../support/erp.js';

const key = { customerAccount: 'SHPFY-US', externalReturnId: '88120045' };

describe('an answer of AIMS360', () => {
  let erp: TestErp;
  beforeEach(async () => {
    erp = await openErp();
    await erp.client().createRma(draft());
  });
  afterEach(() => erp.simulator.close());

  const shows = (change: Record<string, unknown>) => {
    const value = [{ ...erp.door.rmas(ACCOUNT)[0], ...change }];
    erp.simulator.faults.add({ match: { path: 'rmas$' }, kind: 'status', status: 200, body: { value } });
    return erp.client().findRma(key);
  };

  it.each([
    ['Open', null, 'open'],
    ['O', null, 'open'],
    ['open', 'CM-1', 'credited'],
    ['Credit Memo Issued', 'CM-1', 'credited'],
    ['C', 'CM-1', 'credited'],
    ['Void', null, 'void'],
    ['V', null, 'void'],
  ])('may give the status as a word or a letter: %s', async (status, creditMemo, expected) => {
    expect(await shows({ status, creditMemo, creditTotal: 1 })).toMatchObject({ status: expected });
  });

  it.each([
    ['a status that nobody knows', { status: 'Mislaid' }],
    ['a credit without a memo', { status: 'C' }],
    [
      'a quantity that is not whole',
      { lineItems: [{ style: 'A', color: 'B', price: 1, sizes: [{ sizeName: 'M', authorizedQuantity: 1.5 }] }] },
    ],
    ['no lines, as without $expand', { lineItems: undefined }],
    ['an amount as text', { tax: '10.08' }],
    ['a fraction of a cent', { creditMemo: 'CM-1', creditTotal: 1.005 }],
    ['no time of change', { lastModifiedOn: null }],
    ['a currency that is none', { currencyCode: 'dollars' }],
  ])('that has %s is not understood, and not guessed at', async (_, change) => {
    await expect(shows(change)).rejects.toMatchObject({ code: 'VENDOR_NOT_UNDERSTOOD', retryable: false });
  });

  it('is named by its fields when it does not fit, never by its values', async () => {
    const failure = await shows({ tax: 'ida@example.com' }).catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ message: expect.stringContaining('tax') });
    expect(failure instanceof Error && failure.message).not.toContain('ida@');
  });

  it('may name any host in its context: nothing is called but what we asked for', async () => {
    expect(await erp.client().findRma(key)).not.toBeNull();
    expect(erp.simulator.calls.filter(({ path }) => /metadata|odata/.test(path))).toEqual([]);
  });

  it('that is no list is not understood', async () => {
    const body = { rows: [] };
    erp.simulator.faults.add({ match: { path: 'rmas$' }, kind: 'status', status: 200, body });
    await expect(erp.client().findRma(key)).rejects.toMatchObject({ code: 'VENDOR_NOT_UNDERSTOOD' });
  });
});
