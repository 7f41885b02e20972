import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AmendDraft, ImportDraft } from '../../src/exchange-order/import-draft.js';
import { line } from '../support/exchanges.js';
import { ACCOUNT, openErp, UPC_L, type TestErp } from '../support/erp.js';
import { usd } from '../support/returns.js';

const EXCHANGE = '5511223399999';
const SHOP = 'northfold.myshopify.com';

const draft = (change: Partial<ImportDraft> = {}): ImportDraft => ({
  returnId: 'northfold-88120045',
  exchangeOrderId: EXCHANGE,
  exchangeOrderName: 'EXC-20418',
  originalOrderId: '5511223344556',
  originalOrderName: '#20418',
  shippingType: 'UPSG',
  paymentType: 'EXCH',
  note: 'Exchange for #20418, return 88120045',
  ...change,
});

describe('an exchange order of the shop', () => {
  let erp: TestErp;
  beforeEach(async () => {
    erp = await openErp();
    erp.door.mapShop(ACCOUNT, SHOP, 'SHPFY-US');
  });
  afterEach(() => erp.simulator.close().then(() => erp.door.assertInvariants(ACCOUNT)));

  const stage = () =>
    erp.door.stageWebOrder(ACCOUNT, {
      shopDomain: SHOP,
      thirdPartyOrderID: EXCHANGE,
      orderName: 'EXC-20418',
      exchange: true,
      lines: [{ thirdPartyLineID: '7009', upc: UPC_L, quantity: 1, price: 12600, discount: 12600 }],
    });

  it('is not there until AIMS360 has read it: a person is told to click', async () => {
    await expect(erp.client().importOrder(draft())).rejects.toMatchObject({ kind: 'read-shop-orders' });
    expect(await erp.client().findStaged(EXCHANGE)).toBeNull();
  });

  it('is staged without shipping type and payment type', async () => {
    stage();
    expect(await erp.client().findStaged(EXCHANGE)).toMatchObject({
      orderName: 'EXC-20418',
      status: 'pending',
      issues: [{ code: 'MissingShipVia' }, { code: 'MissingTerm' }],
      orderNumber: null,
    });
  });

  it('is imported with both filled, once, under the id of the shop', async () => {
    stage();
    const imported = await erp.client().importOrder(draft());
    expect(imported).toMatchObject({ shippingType: 'UPSG', paymentType: 'EXCH', total: usd(0) });
    expect(await erp.client().findOrder(EXCHANGE)).toEqual(imported);
    expect(await erp.client().importOrder(draft())).toEqual(imported);
    const orders = erp.door.orders(ACCOUNT).filter((order) => order['thirdPartyOrderID'] === EXCHANGE);
    expect(orders).toMatchObject([{ order: imported.orderNumber, note1: 'Exchange for #20418, return 88120045' }]);
    expect(await erp.client().findStaged(EXCHANGE)).toMatchObject({ status: 'imported', issues: [] });
  });

  it('takes the shipping type of the original order before that of the store', async () => {
    stage();
    const original = erp.door.orders(ACCOUNT).find((order) => order['thirdPartyOrderID'] === '5511223344556');
    const client = erp.client();
    const expected =
      original?.['shipviaID'] === null ? 'USPSP' : (await client.findOrder('5511223344556'))?.shippingType;
    expect(await client.importOrder(draft({ shippingType: 'USPSP' }))).toMatchObject({ shippingType: expected });
  });

  it('without a payment type waits for a person to name one', async () => {
    stage();
    await expect(erp.client().importOrder(draft({ paymentType: null }))).rejects.toMatchObject({
      kind: 'fill-payment-type',
    });
    expect(erp.door.orders(ACCOUNT).some((order) => order['thirdPartyOrderID'] === EXCHANGE)).toBe(false);
  });

  it('shows in the list of changes when it is staged and when a person imports it', async () => {
    const since = new Date(erp.simulator.clock.now().getTime() - 60_000);
    const changed = async () => {
      const found = [];
      for await (const page of erp.client().stagedOrders(since, AbortSignal.timeout(5_000))) found.push(...page);
      return found.map(({ what }) => what);
    };
    stage();
    expect(await changed()).toMatchObject([{ shopOrderId: EXCHANGE, status: 'pending' }]);
    erp.door.operatorImportWebOrder(ACCOUNT, 'EXC-20418', { shipvia: 'UPSG', term: 'EXCH' });
    expect(await changed()).toMatchObject([{ shopOrderId: EXCHANGE, status: 'imported' }]);
  });
});

describe('a native exchange', () => {
  const amendment: AmendDraft = {
    returnId: 'northfold-88120045',
    originalOrderId: '5511223344556',
    originalOrderName: '#20418',
    lines: [{ ...line('7009'), barcode: UPC_L }],
    note: 'Exchange for #20418, return 88120045',
  };

  it('adds its items to the order in AIMS360, each once, whatever repeats', async () => {
    const erp = await openErp();
    const client = erp.client();
    expect(await client.findAmended(amendment)).toMatchObject({ orderLineIds: [] });
    await client.amendOrder(amendment);
    await client.amendOrder(amendment);
    expect(await client.findAmended(amendment)).toMatchObject({ orderLineIds: ['7009'] });
    expect(erp.calls(/\/orders\/v1\.0\/order\//i, 'PATCH')).toHaveLength(1);
    await erp.simulator.close();
    erp.door.assertInvariants(ACCOUNT);
  });

  it('of an order that was never imported is for a person', async () => {
    const erp = await openErp();
    const unknown = { ...amendment, originalOrderId: '1', originalOrderName: '#1' };
    await expect(erp.client().amendOrder(unknown)).rejects.toMatchObject({ kind: 'import-order' });
    await erp.simulator.close();
  });
});
