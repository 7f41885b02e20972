import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLoopSimulator, type LoopShopRequest, type Order } from '../../src/index.js';
import { openDesk, type Desk } from './desk.js';
import { DOMAIN } from './loop.js';

let desk: Desk;
const open = async (settings: Partial<LoopShopRequest> = {}): Promise<void> => void (desk = await openDesk(settings));
beforeEach(() => open());
afterEach(() => desk.close());
const reopen = async (settings: Partial<LoopShopRequest>): Promise<void> => {
  await desk.close();
  await open(settings);
};

const jacketFor = (sku: string, quantity = 1) =>
  desk.submit({ units: [{ sku: 'NF-JKT-M' }], exchangeFor: [{ sku, quantity }] });
const exchangeOrder = (): Order | undefined => desk.orders().find(({ name }) => name.startsWith('EXC-'));

describe('an exchange as Loop shows it', () => {
  it('names each new unit, and what the credit pays for', async () => {
    const { id } = await jacketFor('NF-VST-M');
    expect(await desk.listed(id)).toMatchObject({
      outcome: 'exchange+refund',
      return_total: '75.60',
      return_credit_total: '49.19',
      exchange_product_total: '45.55',
      exchange_tax_total: '3.64',
      exchange_total: '49.19',
      exchange_credit_total: '49.19',
      refund: '26.41',
      upsell: '0.00',
      exchanges: [
        { sku: 'NF-VST-M', price: '45.55', tax: '3.64', total: '49.19', exchange_order_id: null, out_of_stock: false },
      ],
      line_items: [{ refund: '26.41', exchange_variant: 'Ridge Vest - M' }],
    });
    const { body } = await desk.get(`/warehouse/return/details?return_id=${id}`);
    expect(body).toMatchObject([
      { exchange_order_id: null, exchange_order_name: null, exchanges: [{ exchange_id: expect.any(Number) }] },
    ]);
  });

  it('is an upsell when the new items are worth more', async () => {
    const { id } = await jacketFor('NF-VST-M', 2);
    expect(await desk.listed(id)).toMatchObject({
      outcome: 'upsell',
      return_credit_total: '75.60',
      exchange_total: '98.38',
      upsell: '22.78',
      refund: '0.00',
      exchanges: [{ sku: 'NF-VST-M' }, { sku: 'NF-VST-M' }],
    });
  });

  it('honours a discount on the new unit', async () => {
    const { id } = await desk.submit({
      units: [{ sku: 'NF-JKT-M' }],
      exchangeFor: [{ sku: 'NF-JKT-M', discount: 700 }],
    });
    expect(await desk.listed(id)).toMatchObject({
      exchange_product_total: '70.00',
      exchange_discount_total: '7.00',
      exchange_total: '68.04',
      refund: '7.56',
    });
  });
});

describe('processing an exchange', () => {
  it('even: marks the goods as returned without money and makes an order that the credit pays', async () => {
    const { id } = await jacketFor('NF-JKT-M');
    expect(exchangeOrder()).toBeUndefined();
    await desk.process(id, { rma: '10042' });
    const [original] = desk.orders();
    expect(original).toMatchObject({
      tags: ['LE:Exchange'],
      refunds: [{ lines: [{ quantity: 1, restockType: 'RETURN' }] }],
    });
    expect(original?.transactions).toHaveLength(1);
    expect(exchangeOrder()).toMatchObject({
      name: 'EXC-20418',
      tags: ['20418'],
      note: 'Exchange for order #20418',
      attributes: [
        { key: 'original_order', value: '#20418' },
        { key: 'Additional Details', value: '{"rma":"10042"}' },
      ],
      discounts: [{ kind: 'manual', title: 'loop discount', amount: 7000 }],
      transactions: [],
      shipping: null,
    });
    expect(await desk.listed(id)).toMatchObject({
      state: 'closed',
      outcome: 'exchange',
      exchanges: [{ exchange_order_id: exchangeOrder()?.id, exchange_order_name: 'EXC-20418' }],
    });
    const { body } = await desk.get(`/warehouse/return/details?return_id=${id}`);
    expect(body).toMatchObject([
      { exchange_order_id: Number(exchangeOrder()?.id), exchange_order_name: 'EXC-20418', refunds: [] },
    ]);
  });

  it('cheaper: refunds the rest', async () => {
    const { id } = await jacketFor('NF-VST-M');
    await desk.process(id);
    expect(desk.orders()[0]).toMatchObject({ tags: ['LE:Exchange', 'Refund'] });
    expect(desk.current(id).refunds).toMatchObject([{ amount: 2641 }]);
    expect(exchangeOrder()).toMatchObject({ discount: 4555, lines: [{ sku: 'NF-VST-M', tax: 364 }] });
  });

  it('cheaper, with store credit: a gift card for the rest', async () => {
    const { id } = await desk.submit({
      units: [{ sku: 'NF-JKT-M' }],
      exchangeFor: [{ sku: 'NF-VST-M' }],
      storeCredit: true,
    });
    await desk.process(id);
    expect(await desk.listed(id)).toMatchObject({ outcome: 'exchange+credit', gift_card: '26.41', refund: '0.00' });
    expect(desk.shopify.door.giftCards(DOMAIN)).toMatchObject([{ initialValue: 2641 }]);
    expect(desk.orders()[0]?.tags).toEqual(['LE:Exchange', 'Gift Card']);
  });

  it('dearer: the order is left with what the shopper has paid outside Shopify', async () => {
    const { id } = await jacketFor('NF-VST-M', 2);
    await desk.process(id);
    expect(exchangeOrder()).toMatchObject({ discount: 7560, transactions: [], lines: [{ quantity: 2, tax: 728 }] });
  });

  it('shows full prices with the discount off, and other names with another prefix and tag', async () => {
    await reopen({ loopDiscount: false, exchangePrefix: 'L-', exchangeTag: 'swap' });
    const { id } = await jacketFor('NF-JKT-M');
    await desk.process(id);
    expect(desk.orders()[1]).toMatchObject({ name: 'L-20418', tags: ['swap'], discounts: [], discount: 0 });
  });

  it('of two returns on one order makes two exchange orders', async () => {
    const [first, second] = [await jacketFor('NF-JKT-M'), await jacketFor('NF-VST-M')];
    await desk.process(first.id);
    await desk.process(second.id);
    expect(desk.orders().map(({ name }) => name)).toEqual(['#20418', 'EXC-20418', 'EXC-20418-2']);
  });

  it('instant: the order is made when the return is submitted, and no second one at processing', async () => {
    const { id } = await desk.submit({
      units: [{ sku: 'NF-JKT-M' }],
      exchangeFor: [{ sku: 'NF-JKT-M' }],
      instant: true,
    });
    expect(await desk.listed(id)).toMatchObject({
      state: 'open',
      exchanges: [{ exchange_order_id: exchangeOrder()?.id }],
    });
    expect(desk.orders()[0]?.refunds).toEqual([]);
    await desk.process(id);
    expect(desk.orders()).toHaveLength(2);
    expect(desk.orders()[0]?.refunds).toHaveLength(1);
  });

  it('is not called off by Loop when its order is cancelled in Shopify', async () => {
    const { id } = await jacketFor('NF-JKT-M');
    await desk.process(id);
    desk.shopify.door.cancelOrder(DOMAIN, exchangeOrder()?.id ?? '');
    expect(desk.current(id)).toMatchObject({ state: 'closed', exchanges: [{ orderId: exchangeOrder()?.id }] });
  });

  it('never happens to a cancelled one', async () => {
    const { id } = await jacketFor('NF-JKT-M');
    await desk.send('POST', `/warehouse/return/${id}/cancel`);
    await desk.process(id);
    expect(desk.orders()).toHaveLength(1);
    expect(desk.current(id).state).toBe('cancelled');
  });
});

describe('out of stock at processing', () => {
  const soldOut = async () => {
    const one = await desk.submit({
      units: [{ sku: 'NF-JKT-M' }, { sku: 'NF-JKT-M' }],
      exchangeFor: [{ sku: 'NF-VST-M' }, { sku: 'NF-JKT-M' }],
    });
    desk.shopify.door.setStock(DOMAIN, 'NF-VST-M', 'Duluth', 0);
    await desk.process(one.id);
    return one.id;
  };

  it('gives the other outcomes and parks the return in review; after a restock only the missing item follows', async () => {
    const id = await soldOut();
    expect(await desk.listed(id, 'review')).toMatchObject({
      state: 'review',
      refund: '26.41',
      exchanges: [
        { sku: 'NF-VST-M', out_of_stock: true, exchange_order_id: null },
        { sku: 'NF-JKT-M', out_of_stock: false, exchange_order_name: 'EXC-20418' },
      ],
    });
    expect(desk.current(id).refunds).toMatchObject([{ amount: 2641 }]);
    desk.shopify.door.setStock(DOMAIN, 'NF-VST-M', 'Duluth', 5);
    desk.loop.door.process(id);
    await desk.work();
    expect(desk.current(id).state).toBe('closed');
    expect(desk.orders().map(({ name, discount }) => [name, discount])).toEqual([
      ['#20418', 0],
      ['EXC-20418', 7000],
      ['EXC-20418-2', 4555],
    ]);
    expect(desk.orders()[0]?.refunds).toHaveLength(1);
  });

  it.each([
    ['refund', { refund: '75.60', gift_card: '0.00', outcome: 'exchange+refund' }],
    ['credit', { refund: '26.41', gift_card: '49.19', outcome: 'exchange+credit' }],
  ] as const)('is resolved by a %s at once when the shop says so', async (resolution, shown) => {
    await reopen({ outOfStockResolution: resolution });
    const id = await soldOut();
    expect(await desk.listed(id)).toMatchObject({
      ...shown,
      state: 'closed',
      exchanges: [{ out_of_stock: true, out_of_stock_resolution: resolution }, { out_of_stock_resolution: null }],
    });
  });

  it('is resolved by a person, later', async () => {
    const id = await soldOut();
    desk.loop.door.resolveOutOfStock(id, 'refund');
    await desk.work();
    expect(desk.current(id)).toMatchObject({ state: 'closed', refunds: [{ amount: 2641 }, { amount: 4919 }] });
  });
});

describe('a crash in the middle', () => {
  it.each(['separate', 'native'] as const)('makes nothing twice, with %s exchanges', async (exchangeMode) => {
    const folder = mkdtempSync(join(tmpdir(), 'loop-'));
    const [kept, before] = [join(folder, 'state.json'), join(folder, 'before.json')];
    await desk.close();
    desk = await openDesk({ exchangeMode }, [], kept);
    const { id } = await desk.submit({
      units: [{ sku: 'NF-JKT-M' }],
      exchangeFor: [{ sku: 'NF-VST-M' }],
      storeCredit: 1000,
    });
    desk.loop.door.process(id);
    copyFileSync(kept, before);
    await desk.work();
    // As if Loop had been killed before it wrote down that all of this was done.
    const again = await startLoopSimulator({ clock: desk.clock, shopifyUrl: desk.shopify.url, stateFile: before });
    await again.idle();
    expect(again.door.return(id)).toMatchObject({ state: 'closed', refunds: [{ amount: 1641 }] });
    expect(desk.orders().map(({ lines, refunds }) => [lines.length, refunds.length])).toEqual(
      exchangeMode === 'native'
        ? [[2, 1]]
        : [
            [1, 1],
            [1, 0],
          ],
    );
    expect(desk.shopify.door.giftCards(DOMAIN)).toHaveLength(1);
    await again.close();
    rmSync(folder, { recursive: true });
  });
});

describe('native exchanges', () => {
  beforeEach(() => reopen({ exchangeMode: 'native' }));

  it('open a return in Shopify and amend the original order at processing', async () => {
    const { id } = await jacketFor('NF-VST-M');
    expect(desk.orders()[0]?.returns).toMatchObject([
      { status: 'OPEN', lines: [{ quantity: 1 }], exchangeLines: [{ sku: 'NF-VST-M', lineItemIds: [] }] },
    ]);
    await desk.process(id);
    expect(desk.orders()).toHaveLength(1);
    expect(desk.orders()[0]).toMatchObject({
      tags: ['Loop Exchange', 'Refund'],
      discounts: [],
      lines: [{ sku: 'NF-JKT-M' }, { sku: 'NF-VST-M', quantity: 1 }],
      returns: [{ status: 'CLOSED', lines: [{ processedQuantity: 1 }], exchangeLines: [{ processedQuantity: 1 }] }],
    });
    expect(await desk.listed(id)).toMatchObject({
      exchanges: [{ exchange_order_id: desk.order.id, exchange_order_name: desk.order.name }],
    });
  });

  it('may name no exchange order at all', async () => {
    await reopen({ exchangeMode: 'native', quirks: { nativeExchangeOrder: 'null' } });
    const { id } = await jacketFor('NF-VST-M');
    await desk.process(id);
    expect(await desk.listed(id)).toMatchObject({
      exchanges: [{ exchange_order_id: null, exchange_order_name: null }],
    });
  });

  it('end in Shopify when they are cancelled in Loop, and follow an edit', async () => {
    const { id } = await jacketFor('NF-VST-M');
    await desk.loop.door.editReturn(id, { exchangeFor: [{ sku: 'NF-JKT-M' }] });
    expect(desk.orders()[0]?.returns).toMatchObject([
      { status: 'CANCELED' },
      { status: 'OPEN', exchangeLines: [{ sku: 'NF-JKT-M' }] },
    ]);
    desk.loop.door.cancel(id);
    await desk.loop.idle();
    expect(desk.orders()[0]?.returns.map(({ status }) => status)).toEqual(['CANCELED', 'CANCELED']);
  });
});
