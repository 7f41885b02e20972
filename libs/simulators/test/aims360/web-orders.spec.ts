import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT, UPC_L, UPC_M, errorCode, northfold, rowsIn } from './northfold.js';
import type { Answered, Northfold } from './northfold.js';

const SHOP = 'northfold.myshopify.com';
const LIST = '/weborders/v1.0/weborders';

describe('AIMS360 staging of Shopify orders', () => {
  let erp: Northfold;
  beforeEach(async () => {
    erp = await northfold();
    erp.aims.door.mapShop(ACCOUNT, SHOP, 'SHPFY-US');
  });
  // Closed whatever the check says: an open server would keep a failing run from ending.
  afterEach(() => erp.aims.close().then(() => erp.aims.door.assertInvariants(ACCOUNT)));

  const stage = (changes: Record<string, unknown> = {}) =>
    erp.aims.door.stageWebOrder(ACCOUNT, {
      thirdPartyOrderID: '900',
      orderName: '#20419',
      lines: [{ upc: UPC_M, quantity: 1, price: 14_000 }],
      ...changes,
    });
  const exchange = (discount: number, price = 14_000) =>
    stage({ thirdPartyOrderID: '901', orderName: 'EXC-20418', discount, lines: [{ upc: UPC_L, quantity: 1, price }] });
  const importing = (row: Record<string, unknown>, body: unknown = {}): Promise<Answered> =>
    erp.call('POST', `/weborders/v1.0/weborder/${String(row.webOrderID)}/import`, body);
  const fill = () => ({
    shipviaID: erp.masters.codes.shipvias.UPSG,
    termID: erp.masters.codes.terms.EXCH,
    note1: 'Exchange for #20418 / RMA 30115',
  });
  const issues = (row: Record<string, unknown> | undefined): string[] =>
    (row?.issues as { code: string }[] | undefined)?.map(({ code }) => code) ?? [];

  it('imports a normal order as it is, once', async () => {
    const staged = stage();
    expect(staged).toMatchObject({ status: 'Pending Import', issues: [], channel: 'Shopify', total: 140 });
    const first = await importing(staged);
    expect(first.status).toBe(201);
    expect(first.json).toMatchObject({ thirdPartyOrderID: '900', customerPurchaseOrder: '#20419', total: 140 });
    const again = await importing(staged);
    expect(again.status).toBe(200);
    expect(again.json).toMatchObject({ order: first.json.order });
    const imported = rowsIn(await erp.call('GET', `${LIST}?$filter=status eq 'Imported'`));
    expect(imported).toMatchObject([{ orderName: '#20419', order: first.json.order }]);
    expect(stage()).toMatchObject({ webOrderID: staged.webOrderID });
  });

  it('stages an exchange order without shipping type and payment type, discounted by the returned value', async () => {
    const staged = exchange(12_600);
    expect(issues(staged)).toEqual(['MissingShipVia', 'MissingTerm']);
    expect(staged).toMatchObject({ proposed: { shipviaID: null, termID: null }, total: 14, discountTotal: 126 });
    expect(errorCode(await importing(staged))).toBe('InvalidInput');
    const made = await importing(staged, fill());
    expect(made.json).toMatchObject({
      shipviaID: erp.masters.codes.shipvias.UPSG,
      termID: erp.masters.codes.terms.EXCH,
      note1: 'Exchange for #20418 / RMA 30115',
      discounts: { discretionaryDiscount: { discountPercentage: 90 } },
      total: 14,
    });
  });

  it('says by how many cents a percentage misses the discount, and leaves them open on the account', async () => {
    const staged = exchange(12_600, 18_900);
    expect(issues(staged)).toContain('DiscountNotRepresentable');
    expect(staged).toMatchObject({ total: 63, discountDifference: -0.01 });
    const made = await importing(staged, fill());
    expect(made.json).toMatchObject({ total: 62.99 });
    const invoice = erp.aims.door.operatorShipOrder(ACCOUNT, String(made.json.order));
    expect(invoice).toMatchObject({ total: 62.99, openBalance: 0 });
    expect(erp.aims.door.customers(ACCOUNT)[0]).toMatchObject({ balance: -0.01, unappliedCredit: 0.01 });
  });

  it('rejects unknown items, unmapped shops and orders that are there already, until the cause is mended', async () => {
    const unknown = stage({ lines: [{ upc: '000', quantity: 1, price: 100 }] });
    const unmapped = stage({ thirdPartyOrderID: '902', orderName: '#20420', shopDomain: 'other.myshopify.com' });
    const duplicate = stage({ thirdPartyOrderID: '5511223344556', orderName: '#20418' });
    expect(issues(unknown)).toEqual(['UnknownUpc']);
    expect(issues(unmapped)).toEqual(['UnmappedCustomer']);
    expect(issues(duplicate)).toEqual(['DuplicateOrder']);
    expect(rowsIn(await erp.call('GET', `${LIST}?$filter=status eq 'Rejected'`))).toHaveLength(3);
    expect(errorCode(await importing(unknown))).toBe('InvalidState');
    expect((await importing(duplicate)).json).toMatchObject({ error: { code: 'ResourceAlreadyExists' } });
    erp.aims.door.mapShop(ACCOUNT, 'other.myshopify.com', 'SHPFY-CA');
    expect((await importing(unmapped)).json).toMatchObject({ customerAccount: 'SHPFY-CA' });
  });

  it('is picked and shipped as normal: pick ticket, invoice, stock, and the account where it was', async () => {
    const order = String((await importing(stage({ tax: 1_120 }))).json.order);
    erp.aims.door.operatorPickOrder(ACCOUNT, order);
    expect(rowsIn(await erp.call('GET', `/picktickets/v1.0/picktickets?$filter=order eq '${order}'`))).toMatchObject([
      { status: 'O' },
    ]);
    const before = erp.aims.door.stock(ACCOUNT, 'MAIN', UPC_M);
    erp.aims.door.operatorShipOrder(ACCOUNT, order);
    expect(erp.aims.door.stock(ACCOUNT, 'MAIN', UPC_M)).toBe(before - 1);
    const query = `$filter=order eq '${order}'&$expand=lineItems($expand=sizes)`;
    expect(rowsIn(await erp.call('GET', `/invoices/v1.0/invoices?${query}`))).toMatchObject([
      { total: 151.2, openBalance: 0, lineItems: [{ amount: 140, sizes: [{ invoicedQuantity: 1, upc: UPC_M }] }] },
    ]);
    expect((await erp.call('GET', `/orders/v1.0/order/${order}`)).json).toMatchObject({ status: 'Completed' });
  });

  it('ships in parts; the last invoice carries tax and freight', async () => {
    const lines = [{ upc: UPC_M, quantity: 2, price: 14_000 }];
    const order = String((await importing(stage({ lines, tax: 2_240, freight: 500 }))).json.order);
    const units = [{ upc: UPC_M, quantity: 1 }];
    expect(erp.aims.door.operatorShipOrder(ACCOUNT, order, { units })).toMatchObject({ total: 140 });
    expect((await erp.call('GET', `/orders/v1.0/order/${order}`)).json).toMatchObject({ status: 'Open' });
    expect(erp.aims.door.operatorShipOrder(ACCOUNT, order)).toMatchObject({ total: 167.4, openBalance: 0 });
  });

  it('leaves an exchange order at full price owing, and an open credit pays it', async () => {
    const staged = stage({ thirdPartyOrderID: '903', orderName: 'EXC-20418', paid: 1_000 });
    const order = String((await importing(staged, fill())).json.order);
    const { invoice } = erp.aims.door.operatorShipOrder(ACCOUNT, order);
    await erp.call('POST', '/returns/v1.0/rma', erp.rmaBody());
    erp.aims.door.operatorReceive(ACCOUNT, '88120045');
    const { creditMemo } = erp.aims.door.operatorConfirmCredit(ACCOUNT, '88120045');
    const names = { creditMemo: String(creditMemo), invoice: String(invoice) };
    erp.aims.door.operatorApplyCredit(ACCOUNT, names);
    expect(erp.aims.door.invoices(ACCOUNT).at(-1)).toMatchObject({ total: 140, openBalance: 0 });
    expect(erp.aims.door.credits(ACCOUNT)[0]).toMatchObject({ openBalance: 6.08, status: 'Partially Applied' });
    const query = `$filter=document eq '${names.creditMemo}'&$expand=applications`;
    expect(rowsIn(await erp.call('GET', `/accountsreceivable/v1.0/transactions?${query}`))).toMatchObject([
      { openBalance: -6.08, applications: [{ document: names.invoice, amount: 130, transactionType: 'Invoice' }] },
    ]);
    expect(() => erp.aims.door.operatorApplyCredit(ACCOUNT, names)).toThrow(/open/);
  });

  it('shows what a native exchange added to an imported order, and takes it by an amendment, once', async () => {
    const amended = erp.aims.door.amendWebOrder(ACCOUNT, '5511223344556', [
      { thirdPartyLineID: '7001', upc: UPC_L, quantity: 1, price: 14_000 },
    ]);
    expect(amended).toMatchObject({ status: 'Imported', amended: true, order: erp.order });
    const body = {
      tax: 41.44,
      lineItems: [
        {
          styleColorID: erp.styleColorID,
          price: 140,
          thirdPartyLineID: '7001',
          sizes: [{ sizeName: 'L', orderQuantity: 1 }],
        },
      ],
    };
    const path = `/orders/v1.0/order/${erp.order}`;
    expect((await erp.call('PATCH', path, body)).json).toMatchObject({ status: 'Open', total: 559.44 });
    expect(errorCode(await erp.call('PATCH', path, body))).toBe('ResourceAlreadyExists');
    expect(rowsIn(await erp.call('GET', `${LIST}?$filter=amended eq false`))).toHaveLength(1);
    expect(erp.aims.door.operatorShipOrder(ACCOUNT, erp.order)).toMatchObject({ total: 151.2, openBalance: 151.2 });
  });

  it('refuses an amendment with a stale etag', async () => {
    const path = `/orders/v1.0/order/${erp.order}`;
    const { '@odata.etag': etag } = (await erp.call('GET', path)).json;
    expect((await erp.call('PATCH', path, { note1: 'a' }, { 'if-match': String(etag) })).status).toBe(200);
    expect((await erp.call('PATCH', path, { note1: 'b' }, { 'if-match': String(etag) })).status).toBe(412);
  });

  it('creates an order over the API, and a second one too: the client has to look first', async () => {
    const body = {
      customerID: erp.masters.customerID,
      thirdPartyOrderID: '950',
      customerPurchaseOrder: '#20450',
      termID: erp.masters.codes.terms.EXCH,
      shipviaID: erp.masters.codes.shipvias.USPSP,
      discounts: { discretionaryDiscount: { discountPercentage: 100 } },
      lineItems: [{ styleColorID: erp.styleColorID, price: 140, sizes: [{ sizeName: 'M', orderQuantity: 1 }] }],
    };
    const first = await erp.call('POST', '/orders/v1.0/order', body);
    expect(first.json).toMatchObject({ order: expect.any(String), status: 'Open', total: 0 });
    expect((await erp.call('POST', '/orders/v1.0/order', body)).json.order).not.toBe(first.json.order);
  });
});
