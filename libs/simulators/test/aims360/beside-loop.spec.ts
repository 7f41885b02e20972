import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openPair, DOMAIN, KEY } from '../loop/loop.js';
import type { Pair } from '../loop/loop.js';
import { startAims360Simulator } from '../../src/index.js';
import type { Aims360Door, Simulator } from '../../src/index.js';

const ACCOUNT = 'NORTHFOLD';

describe('AIMS360 beside a real Loop and a real Shopify', () => {
  let pair: Pair;
  let aims: Simulator<Aims360Door>;
  beforeEach(async () => {
    pair = await openPair();
    aims = await startAims360Simulator({ clock: pair.clock, shopifyUrl: pair.shopify.url });
    const credentials = { clientId: 'A1', clientSecret: 'primary', username: 'backhaul', password: 'correct horse' };
    aims.door.addTenant({ accountCode: ACCOUNT, ...credentials, shops: { [DOMAIN]: 'SHPFY-US' } });
    for (const [style, sku] of [
      ['JKT', 'NF-JKT-M'],
      ['VST', 'NF-VST-M'],
    ] as const) {
      const sizes = [{ sizeName: 'M', upc: `UPC-${style}`, sku, openingStock: { MAIN: 20 } }];
      aims.door.addStyleColor(ACCOUNT, { style, color: 'PINE', sizes });
    }
  });
  // Closed whatever the check says: an open server would keep a failing run from ending.
  afterEach(async () => {
    await Promise.all([aims.close(), pair.close()]);
    aims.door.assertInvariants(ACCOUNT);
  });

  const link = (changes = {}) =>
    aims.door.setLoopLink(ACCOUNT, {
      loopUrl: pair.loop.url,
      apiKey: KEY,
      createsRmas: true,
      processesOnCredit: true,
      ...changes,
    });
  const settle = async (): Promise<void> => {
    pair.clock.advance(1_000);
    for (const each of [pair.loop, aims, pair.loop]) await each.idle();
  };
  const buyJacket = () => pair.ida.buys([{ sku: 'NF-JKT-M', quantity: 1 }], { taxRate: 0.08 });

  it('imports what was bought when a person reads Shopify, and shows lines that came later', async () => {
    const order = await buyJacket();
    expect(await aims.door.operatorReadShopify(ACCOUNT)).toMatchObject([{ orderName: order.name, status: 'Imported' }]);
    expect(aims.door.orders(ACCOUNT)).toMatchObject([{ thirdPartyOrderID: order.id, total: 75.6, status: 'Open' }]);
    expect(await aims.door.operatorReadShopify(ACCOUNT)).toEqual([]);
    const line = order.lines[0]?.id ?? '';
    const asked = { shop: DOMAIN, orderId: order.id };
    pair.shopify.door.openReturn({
      ...asked,
      key: 'r1',
      lines: [{ lineItemId: line, quantity: 1, reasonNote: 'Too small' }],
      exchange: [{ sku: 'NF-VST-M', quantity: 1, unitPrice: 4_555 }],
    });
    const vest = { ref: 'x1', sku: 'NF-VST-M', price: 4_555, discount: 0, tax: 364, taxRate: 0.08 };
    pair.shopify.door.processExchange({ ...asked, returnKey: 'r1', key: 'x', items: [vest], paid: 0 });
    expect(await aims.door.operatorReadShopify(ACCOUNT)).toMatchObject([{ orderName: order.name, amended: true }]);
    expect(aims.door.orders(ACCOUNT)).toMatchObject([{ total: 75.6 }]);
  });

  const exchangeOrder = (orderId: string, credit: number | null) =>
    pair.shopify.door.placeExchangeOrder({
      shop: DOMAIN,
      orderId,
      key: `exchange-${String(credit)}`,
      items: [{ ref: 'x1', sku: 'NF-JKT-M', price: 7_000, discount: 0, tax: 0, taxRate: 0 }],
      prefix: 'EXC-',
      credit,
      appId: 'loop',
      tags: [],
      note: '',
      attributes: [],
    });

  it('stages the exchange orders that Loop made, and imports none of them by itself', async () => {
    const order = await buyJacket();
    exchangeOrder(order.id, 7_000);
    const full = exchangeOrder(order.id, null);
    await aims.door.operatorReadShopify(ACCOUNT);
    const missing = [{ code: 'MissingShipVia' }, { code: 'MissingTerm' }];
    expect(aims.door.webOrders(ACCOUNT)).toMatchObject([
      { orderName: order.name, status: 'Imported' },
      { orderName: `EXC-${order.number}`, status: 'Pending Import', issues: missing, total: 0, discountTotal: 70 },
      { orderName: full.orderName, status: 'Pending Import', issues: missing, total: 70, discountTotal: 0 },
    ]);
    const fill = { shipvia: 'UPSG', term: 'EXCH' };
    const free = aims.door.operatorImportWebOrder(ACCOUNT, `EXC-${order.number}`, fill);
    expect(aims.door.operatorShipOrder(ACCOUNT, String(free.order))).toMatchObject({ total: 0, openBalance: 0 });
    // At full price nobody has paid yet: the credit of the return will.
    const owing = aims.door.operatorImportWebOrder(ACCOUNT, String(full.orderName), fill);
    expect(aims.door.operatorShipOrder(ACCOUNT, String(owing.order))).toMatchObject({ total: 70, openBalance: 70 });
  });

  it('does not import an exchange order that was called off in the shop', async () => {
    const { orderId, orderName } = exchangeOrder((await buyJacket()).id, null);
    await aims.door.operatorReadShopify(ACCOUNT);
    pair.shopify.door.cancelOrder(DOMAIN, String(orderId));
    expect(await aims.door.operatorReadShopify(ACCOUNT)).toMatchObject([{ orderName, status: 'Rejected' }]);
    expect(() => aims.door.operatorImportWebOrder(ACCOUNT, String(orderName))).toThrow(/cancelled/);
  });

  it('reads Shopify by itself every fifteen minutes when the merchant is set so', async () => {
    aims.door.configure(ACCOUNT, { readShopifyEveryMinutes: 15 });
    await buyJacket();
    for (const expected of [1, 2]) {
      pair.clock.advance(15 * 60_000);
      await aims.idle();
      expect(aims.door.orders(ACCOUNT)).toHaveLength(expected);
      await buyJacket();
    }
  });

  it('makes an RMA of a return created in Loop, with the default warehouse and reason, and Loop processes on the credit', async () => {
    await link();
    const order = await buyJacket();
    await aims.door.operatorReadShopify(ACCOUNT);
    aims.door.operatorShipOrder(ACCOUNT, order.id);
    const { id } = await pair.ida.submitReturn(order, ['NF-JKT-M']);
    await settle();
    const { warehouses, codes } = aims.door.masters(ACCOUNT);
    expect(aims.door.rmas(ACCOUNT)).toMatchObject([
      {
        thirdPartyReturnID: id,
        source: 'Loop',
        warehouseID: warehouses.MAIN,
        returnAuthorizationID: codes.returnAuthorizations.OTHER,
        customerPurchaseOrder: order.name,
      },
    ]);
    aims.door.operatorReceive(ACCOUNT, id);
    aims.door.operatorConfirmCredit(ACCOUNT, id);
    await settle();
    await settle();
    expect(pair.loop.door.return(id).state).toBe('closed');
    expect(aims.door.loopLinkLog(ACCOUNT)).toMatchObject([
      { returnId: id, did: expect.stringContaining('made RMA') },
      { returnId: id, did: 'asked Loop to process: queued' },
    ]);
  });

  it('can be switched on behind our back: the next credit of any RMA with a return id then makes Loop process', async () => {
    const order = await buyJacket();
    await aims.door.operatorReadShopify(ACCOUNT);
    const { id } = await pair.ida.submitReturn(order, ['NF-JKT-M']);
    await settle();
    expect(aims.door.rmas(ACCOUNT)).toEqual([]);
    await link();
    const second = await pair.ida.submitReturn(await buyJacket(), ['NF-JKT-M']);
    await settle();
    expect(aims.door.rmas(ACCOUNT).map((row) => row.thirdPartyReturnID)).toEqual([second.id]);
    expect(pair.loop.door.return(id).state).toBe('open');
    await aims.door.setLoopLink(ACCOUNT, null);
    aims.door.operatorReceive(ACCOUNT, second.id);
    aims.door.operatorConfirmCredit(ACCOUNT, second.id);
    await settle();
    expect(pair.loop.door.return(second.id).state).toBe('open');
  });

  it('is told when Loop does not take the key', async () => {
    await expect(link({ apiKey: 'wrong' })).rejects.toThrow(/401/);
  });
});
