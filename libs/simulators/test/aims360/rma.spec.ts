import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT, UPC_M, errorCode, northfold, rowsIn } from './northfold.js';
import type { Answered, Northfold } from './northfold.js';

const RMA = '/returns/v1.0/rma';

describe('AIMS360 RMA', () => {
  let erp: Northfold;
  let made: Answered;
  const lineOf = (answer: Answered): Record<string, unknown> =>
    (answer.json.lineItems as unknown as Record<string, unknown>[])[0] ?? {};
  const receipt = (quantity: number, disposition: string, receiptReference = 'WH-7741-1'): unknown => ({
    receiptReference,
    received: '2026-09-20',
    lines: [{ rmaLineID: lineOf(made).rmaLineID, sizes: [{ sizeName: 'M', quantity, disposition }] }],
  });
  const path = (action = ''): string => `${RMA}/${String(made.json.rmaID)}${action}`;
  const create = (changes: Record<string, unknown> = {}): Promise<Answered> =>
    erp.call('POST', RMA, erp.rmaBody(changes));
  const lines = (authorizedQuantity: number): unknown[] => [
    { styleColorID: erp.styleColorID, price: 126, sizes: [{ sizeName: 'M', authorizedQuantity }] },
  ];

  beforeEach(async () => {
    erp = await northfold();
    made = await create({ lineItems: lines(2) });
  });
  // Closed whatever the check says: an open server would keep a failing run from ending.
  afterEach(() => erp.aims.close().then(() => erp.aims.door.assertInvariants(ACCOUNT)));

  it('is made open, from the order, without any effect on stock or money', async () => {
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      status: 'Open',
      receiptStatus: 'None',
      order: erp.order,
      customerPurchaseOrder: '#20418',
      thirdPartyOrderID: '5511223344556',
      tax: 10.08,
      merchandiseTotal: 252,
      creditTotal: 0,
    });
    expect(erp.aims.door.stock(ACCOUNT, 'RETURNS3PL', UPC_M)).toBe(0);
    expect(erp.aims.door.credits(ACCOUNT)).toEqual([]);
  });

  it('exists once per return: a second one is refused with the id of the first', async () => {
    const again = await create();
    expect(again.status).toBe(409);
    expect(again.json).toMatchObject({ error: { code: 'ResourceAlreadyExists', existingID: made.json.rmaID } });
    const found = await erp.call('GET', `/returns/v1.0/rmas?$filter=thirdPartyReturnID eq '88120045'`);
    expect(rowsIn(found)).toHaveLength(1);
  });

  it('refuses unknown references and shapes, and then uses up no number', async () => {
    const bad = [
      { customerAccount: 'NOBODY', thirdPartyReturnID: '1' },
      { order: '999', thirdPartyReturnID: '1' },
      { lineItems: [], thirdPartyReturnID: '1' },
      { lineItems: lines(0), thirdPartyReturnID: '1' },
      { tax: 1.005, thirdPartyReturnID: '1' },
      { lineItems: [...lines(1), ...lines(1)], thirdPartyReturnID: '1' },
      { thirdPartyReturnID: 'x'.repeat(51) },
    ];
    for (const changes of bad) expect(errorCode(await create(changes))).toBe('InvalidInput');
    const next = await create({ thirdPartyReturnID: '88120046' });
    expect(Number(next.json.rma)).toBe(Number(made.json.rma) + 1);
  });

  it('moves stock by disposition when goods come in', async () => {
    const received = await erp.call('POST', path('/receive'), receipt(1, 'Restock'));
    expect(received.json).toMatchObject({ status: 'Open', receiptStatus: 'Partial', received: '2026-09-20' });
    expect(erp.aims.door.stock(ACCOUNT, 'RETURNS3PL', UPC_M)).toBe(1);
    const second = await erp.call('POST', path('/receive'), receipt(1, 'Seconds', 'WH-7741-2'));
    expect(second.json).toMatchObject({ receiptStatus: 'Full' });
    expect(lineOf(second)).toMatchObject({
      sizes: [{ receivedQuantity: 2, restockedQuantity: 1, secondsQuantity: 1, creditedQuantity: 0 }],
    });
    expect(erp.aims.door.stock(ACCOUNT, 'SECONDS', UPC_M)).toBe(1);
  });

  it('counts a missing unit without moving stock, and a write-off in and out', async () => {
    await erp.call('POST', path('/receive'), receipt(1, 'Missing'));
    await erp.call('POST', path('/receive'), receipt(1, 'WriteOff', 'WH-2'));
    const [row] = erp.aims.door.rmas(ACCOUNT);
    expect(row).toMatchObject({ receiptStatus: 'Full' });
    expect(erp.aims.door.stock(ACCOUNT, 'RETURNS3PL', UPC_M)).toBe(0);
  });

  it('replays the first answer for the same receipt reference', async () => {
    const first = await erp.call('POST', path('/receive'), receipt(1, 'Restock'));
    await erp.call('POST', path('/receive'), receipt(1, 'Restock', 'WH-2'));
    const again = await erp.call('POST', path('/receive'), receipt(1, 'Restock'));
    expect(again.json).toEqual(first.json);
    expect(erp.aims.door.stock(ACCOUNT, 'RETURNS3PL', UPC_M)).toBe(2);
  });

  it('refuses more units than authorised and keeps nothing of that receipt', async () => {
    const over = await erp.call('POST', path('/receive'), receipt(3, 'Restock'));
    expect(over.status).toBe(409);
    expect(errorCode(over)).toBe('OverReceipt');
    expect(erp.aims.door.rmas(ACCOUNT)[0]).toMatchObject({ receiptStatus: 'None' });
  });

  it('previews a credit without effect, confirms it once, for what was received', async () => {
    expect(errorCode(await erp.call('POST', path('/credit'), { confirm: true }))).toBe('InvalidState');
    await erp.call('POST', path('/receive'), receipt(1, 'Restock'));
    const preview = await erp.call('POST', path('/credit'), { confirm: false });
    expect(preview.json).toMatchObject({ creditTotal: 136.08, lines: [{ creditedQuantity: 1, amount: 126 }] });
    expect(erp.aims.door.credits(ACCOUNT)).toEqual([]);

    const confirmed = await erp.call('POST', path('/credit'), { confirm: true, creditMemoDate: '2026-09-20' });
    expect(confirmed.json).toMatchObject({ amount: 136.08, openBalance: 136.08, status: 'Unapplied' });
    const again = await erp.call('POST', path('/credit'), { confirm: true });
    expect(again.json).toEqual(confirmed.json);
    expect(erp.aims.door.rmas(ACCOUNT)[0]).toMatchObject({
      status: 'Credit Memo Issued',
      creditMemo: confirmed.json.creditMemo,
      creditTotal: 136.08,
    });
    const account = await erp.call('GET', `/customers/v1.0/customers?$filter=customerAccount eq 'SHPFY-US'`);
    expect(rowsIn(account)[0]).toMatchObject({ balance: -136.08, unappliedCredit: 136.08 });
  });

  it('leaves a credited RMA alone', async () => {
    await erp.call('POST', path('/receive'), receipt(1, 'Restock'));
    await erp.call('POST', path('/credit'), { confirm: true });
    expect(errorCode(await erp.call('POST', path('/receive'), receipt(1, 'Restock', 'WH-2')))).toBe('InvalidState');
    expect(errorCode(await erp.call('POST', path('/void'), {}))).toBe('InvalidState');
    expect(errorCode(await erp.call('PATCH', path(), { notes: 'late' }))).toBe('InvalidState');
  });

  it('voids only while nothing has been received', async () => {
    const other = await create({ thirdPartyReturnID: '88120099' });
    const otherPath = `${RMA}/${String(other.json.rmaID)}/void`;
    expect((await erp.call('POST', otherPath)).json).toMatchObject({ status: 'Void' });
    expect((await erp.call('POST', otherPath)).status).toBe(200);
    await erp.call('POST', path('/receive'), receipt(1, 'Restock'));
    expect(errorCode(await erp.call('POST', path('/void')))).toBe('InvalidState');
  });

  it('restocks at credit when the merchant is set so', async () => {
    erp.aims.door.configure(ACCOUNT, { restockOn: 'credit' });
    await erp.call('POST', path('/receive'), receipt(1, 'Restock'));
    expect(erp.aims.door.stock(ACCOUNT, 'RETURNS3PL', UPC_M)).toBe(0);
    await erp.call('POST', path('/credit'), { confirm: true });
    expect(erp.aims.door.stock(ACCOUNT, 'RETURNS3PL', UPC_M)).toBe(1);
  });

  it('is edited while open; a stale etag is refused; changes are seen by lastModifiedOn', async () => {
    const before = await erp.call('GET', path());
    expect(before.json).not.toHaveProperty('lineItems');
    erp.aims.clock.advance(60_000);
    const etag = { 'if-match': String(before.json['@odata.etag']) };
    expect((await erp.call('PATCH', path(), { tax: 5.04, notes: 'checked' }, etag)).json).toMatchObject({ tax: 5.04 });
    expect((await erp.call('PATCH', path(), { notes: 'again' }, etag)).status).toBe(412);
    const since = encodeURIComponent('lastModifiedOn gt 2026-09-14T09:00:30Z');
    expect(rowsIn(await erp.call('GET', `/returns/v1.0/rmas?$filter=${since}`))).toHaveLength(1);
  });

  it('is worked by a person at the screen under the same rules', async () => {
    erp.aims.door.operatorReceive(ACCOUNT, '88120045');
    const credit = erp.aims.door.operatorConfirmCredit(ACCOUNT, String(made.json.rma));
    expect(credit).toMatchObject({ amount: 262.08 });
    expect(() => erp.aims.door.operatorVoid(ACCOUNT, '88120045')).toThrow(/not allowed/);
  });
});
