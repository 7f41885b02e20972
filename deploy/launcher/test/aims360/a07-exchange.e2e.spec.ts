import { describe, expect, it } from '@jest/globals';
import type { Order } from '@backhaul/simulators';
import { NORTHFOLD_SHOP, northfoldCatalogue, skuOf, type Row } from '../../src/index.js';
import { ACCOUNT } from '../support/northfold.js';
import type { SentBack } from '../support/watch.js';
import { onStage, type OnStage } from '../support/on-stage.js';

const JACKET = 'NFJKT-SLATE-M';
const JACKET_L = 'NFJKT-SLATE-L';
const VEST = 'NFVST-MOSS-M';
const TEE = 'NFTEE-SAND-S';

/** Orders of the shop that were made for this return, oldest first. */
function exchangeOrders({ stage, northfold }: OnStage, one: SentBack): Order[] {
  const { name } = northfold.order(one);
  return stage.world.simulators.shopify.door
    .orders(NORTHFOLD_SHOP)
    .filter(({ attributes }) => attributes.some(({ value }) => value === name));
}

/** After discounts, with tax. Minor units. */
const totalOf = ({ lines }: Order): number =>
  lines.reduce((total, line) => total + line.unitPrice * line.quantity - line.discount + line.tax, 0);

/** What AIMS360 has of a shop order. */
const inErp = ({ stage }: OnStage, shopOrderId: string): Row[] =>
  stage.world.simulators.aims360.door.orders(ACCOUNT).filter((row) => row['thirdPartyOrderID'] === shopOrderId);

/** Barcode of an item of the catalogue. */
const upcOf = (sku: string): string => northfoldCatalogue.find((item) => skuOf(item) === sku)?.barcode ?? '';

const codeOf = ({ stage }: OnStage, list: 'terms' | 'shipvias', id: unknown): string | undefined =>
  Object.entries(stage.world.simulators.aims360.door.masters(ACCOUNT).codes[list]).find(([, one]) => one === id)?.[0];

/** A person clicks Import Orders from Shopify when asked to; from there on it goes by itself. */
async function brought(on: OnStage, one: SentBack): Promise<Row> {
  const { northfold, stage } = on;
  const task = await northfold.taskOf(one, 'read-shop-orders');
  const [order] = exchangeOrders(on, one);
  expect(task.values).toMatchObject({ order: order?.name });
  expect(inErp(on, order?.id ?? '')).toEqual([]);
  await stage.world.simulators.aims360.door.operatorReadShopify(ACCOUNT);
  await northfold.seen(one, 'ExchangeOrderImported');
  const [imported, ...others] = inErp(on, order?.id ?? '');
  expect(others).toEqual([]);
  return imported ?? {};
}

describe('A7: an exchange with an order of its own, discounted by the returned value', () => {
  const on = onStage({ aims360: { shippingType: 'USPSP' } });

  it.each([
    { name: 'even', back: JACKET, wants: JACKET_L, offsets: ['-X 151.20'], refund: 0, giftCards: 0 },
    { name: 'upsell', back: VEST, wants: JACKET_L, offsets: ['-X 97.20'], refund: 0, giftCards: 0 },
    {
      name: 'downsell with refund',
      back: JACKET,
      wants: VEST,
      offsets: ['-R 54.00', '-X 97.20'],
      refund: 5_400,
      giftCards: 0,
    },
    {
      name: 'downsell with a gift card',
      back: JACKET,
      wants: VEST,
      wishes: { storeCredit: true },
      offsets: ['-G 54.00', '-X 97.20'],
      refund: 0,
      giftCards: 5_400,
    },
  ])('$name: imported once, both types filled, discounted, offset to 0.00', async (row) => {
    const { northfold, stage } = on;
    const { aims360, shopify } = stage.world.simulators;
    const giftCards = () => shopify.door.giftCards(NORTHFOLD_SHOP).reduce((sum, card) => sum + card.initialValue, 0);
    const before = giftCards();
    const bought = northfold.buys({ [row.back]: 1 });
    const upc = upcOf(row.back);
    const stock = aims360.door.stock(ACCOUNT, 'MAIN', upc);
    const one = await northfold.sendsBack(bought, [row.back], { exchangeFor: [{ sku: row.wants }], ...row.wishes });
    await northfold.receivedAndCredited(one);
    expect(aims360.door.stock(ACCOUNT, 'MAIN', upc)).toBe(stock + 1);
    const order = await brought(on, one);

    // The shipping type is that of the original order, the payment type the store's own for exchanges.
    expect(codeOf(on, 'shipvias', order['shipviaID'])).toBe('UPSG');
    expect(codeOf(on, 'terms', order['termID'])).toBe('EXCH');
    expect(order['note1']).toBe(`Exchange for ${northfold.order(one).name}, return ${one.number}`);
    await northfold.settled(one);
    expect(northfold.offsets(one)).toEqual(row.offsets);
    expect(northfold.credit(one)).toMatchObject({ openBalance: 0 });
    expect(await northfold.uncleared(one)).toEqual([]);
    const refunds = northfold.order(one).transactions.filter(({ kind }) => kind === 'REFUND');
    expect(refunds.reduce((sum, { amount }) => sum + amount, 0)).toBe(row.refund);
    expect(giftCards() - before).toBe(row.giftCards);

    // It can be picked and shipped as normal, at what the shop shows for it.
    const [sold] = exchangeOrders(on, one);
    const invoice = aims360.door.operatorShipOrder(ACCOUNT, String(order['order']));
    expect(Math.round(Number(invoice['total']) * 100)).toBe(sold === undefined ? null : totalOf(sold));
    northfold.office.assertInvariants();
    await northfold.noTaskOf(one);
  });

  it('a replacement that is out of stock is a task; once it is there, Loop is asked again and the rest follows', async () => {
    const { northfold, stage } = on;
    const { loop, shopify } = stage.world.simulators;
    shopify.door.setStock(NORTHFOLD_SHOP, 'NFVST-MOSS-S', 'Duluth', 0);
    const exchangeFor = [{ sku: 'NFVST-MOSS-S' }];
    const one = await northfold.sendsBack(northfold.buys({ [VEST]: 1 }), [VEST], { exchangeFor });
    await northfold.receivedAndCredited(one);
    expect(await northfold.taskOf(one, 'exchange-out-of-stock')).toMatchObject({ role: 'operator' });
    expect(northfold.offsets(one)).toEqual([]);
    shopify.door.setStock(NORTHFOLD_SHOP, 'NFVST-MOSS-S', 'Duluth', 5);
    loop.door.process(one.number);
    await brought(on, one);
    await northfold.settled(one);
    expect(northfold.offsets(one)).toEqual(['-X 97.20']);
    await northfold.noTaskOf(one);
  });

  it('an instant exchange is imported before anything has come back, and is offset once it has', async () => {
    const { northfold } = on;
    const exchangeFor = [{ sku: JACKET_L }];
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET], { exchangeFor, instant: true });
    await brought(on, one);
    expect(northfold.rma(one)).toMatchObject({ receiptStatus: 'None' });
    expect(northfold.credit(one)).toBeUndefined();
    await northfold.receivedAndCredited(one);
    await northfold.settled(one);
    expect(northfold.offsets(one)).toEqual(['-X 151.20']);
    expect(exchangeOrders(on, one)).toHaveLength(1);
  });

  it('one that is cancelled in the shop must not be picked, and its credit waits for finance', async () => {
    const { northfold, stage } = on;
    const { shopify } = stage.world.simulators;
    const exchangeFor = [{ sku: 'NFTEE-SAND-M' }];
    const one = await northfold.sendsBack(northfold.buys({ [TEE]: 1 }), [TEE], { exchangeFor });
    await northfold.receivedAndCredited(one);
    const order = await brought(on, one);
    shopify.door.cancelOrder(NORTHFOLD_SHOP, String(order['thirdPartyOrderID']));
    const task = await northfold.taskOf(one, 'cancel-exchange-order');
    expect(task.values).toMatchObject({ 'AIMS360 order': order['order'] });
    const differ = await northfold.taskOf(one, 'credit-refund-differ');
    expect(differ).toMatchObject({ role: 'finance' });
    expect(differ.why).toContain('was cancelled in the shop');
  });
});

describe('A7: with Loop discount off the credit pays the invoice of the exchange order', () => {
  const on = onStage({ inLoop: { loopDiscount: false }, aims360: { paymentType: undefined } });

  it('the payment type is asked for, and the credit applied by a person is seen', async () => {
    const { northfold, stage } = on;
    const { aims360 } = stage.world.simulators;
    const exchangeFor = [{ sku: JACKET_L }];
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET], { exchangeFor });
    await northfold.receivedAndCredited(one);
    await northfold.taskOf(one, 'read-shop-orders');
    await aims360.door.operatorReadShopify(ACCOUNT);
    const [order] = exchangeOrders(on, one);
    const task = await northfold.taskOf(one, 'fill-payment-type', { order: order?.name ?? '' });
    expect(task).toMatchObject({ role: 'operator', values: { 'shipping type': 'UPSG' } });
    aims360.door.operatorImportWebOrder(ACCOUNT, order?.name ?? '', { shipvia: 'UPSG', term: 'EXCH' });
    await northfold.seen(one, 'ExchangeOrderImported');
    const [imported] = inErp(on, order?.id ?? '');
    expect(inErp(on, order?.id ?? '')).toHaveLength(1);

    const due = await northfold.taskOf(one, 'apply-credit');
    expect(due).toMatchObject({ role: 'finance', values: { account: 'SHPFY-US', amount: '151.20 USD' } });
    const invoice = aims360.door.operatorShipOrder(ACCOUNT, String(imported?.['order']));
    aims360.door.operatorApplyCredit(ACCOUNT, {
      creditMemo: due.values['credit'] ?? '',
      invoice: String(invoice['invoice']),
    });
    await northfold.settled(one);
    expect(northfold.offsets(one)).toEqual([]);
    expect(northfold.credit(one)).toMatchObject({ openBalance: 0 });
    await northfold.noTaskOf(one);
  });
});

describe.each([
  { carries: 'sales tax', creditIncludesTax: true, amount: '151.20 USD' },
  { carries: 'no sales tax', creditIncludesTax: false, amount: '140.00 USD' },
])('A7: a native exchange amends the order in an AIMS360 that carries $carries', ({ creditIncludesTax, amount }) => {
  const on = onStage({
    inLoop: { exchangeMode: 'native' },
    inAims360: { creditIncludesTax },
    aims360: { creditIncludesTax },
  });

  it('the new item is added once, and the credit goes onto its invoice', async () => {
    const { northfold, stage } = on;
    const { aims360 } = stage.world.simulators;
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET], {
      exchangeFor: [{ sku: JACKET_L }],
    });
    await northfold.receivedAndCredited(one);
    await northfold.seen(one, 'ReturnProcessed');
    await northfold.seen(one, 'ExchangeOrderImported');
    expect(exchangeOrders(on, one)).toEqual([]);
    const [order, ...others] = inErp(on, one.orderId);
    expect(others).toEqual([]);
    const due = await northfold.taskOf(one, 'apply-credit');
    expect(due.values).toMatchObject({ amount });
    const invoice = aims360.door.operatorShipOrder(ACCOUNT, String(order?.['order']));
    aims360.door.operatorApplyCredit(ACCOUNT, {
      creditMemo: due.values['credit'] ?? '',
      invoice: String(invoice['invoice']),
    });
    await northfold.settled(one);
    expect(northfold.credit(one)).toMatchObject({ openBalance: 0 });
    await northfold.noTaskOf(one);
  });
});
