import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Order } from '../../src/index.js';
import { startReceiver } from '../receiver.js';
import { DOMAIN, gid, openShop, type Shop } from './shop.js';

let shop: Shop;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let order: Order;
beforeEach(async () => {
  receiver = await startReceiver();
  shop = await openShop({ webhookUrl: receiver.url });
  order = shop.order();
});
afterEach(() => Promise.all([shop.close(), receiver.close()]));

const line = (index: number): string => order.lines[index]?.id ?? '';
const open = () =>
  shop.shopify.door.openReturn({
    shop: DOMAIN,
    orderId: order.id,
    key: 'loop-return-1',
    lines: [{ lineItemId: line(0), quantity: 1, reasonNote: 'Too small' }],
    exchange: [{ sku: 'NF-VST-M', quantity: 1, unitPrice: 4555 }],
  });
const refund = (amount: number) =>
  shop.shopify.door.refundForReturn({
    shop: DOMAIN,
    orderId: order.id,
    key: 'loop-return-1',
    returnKey: 'loop-return-1',
    note: '',
    lines: [{ lineItemId: line(0), quantity: 1 }],
    amount,
    restockType: 'return',
  });
const process = (paid = 0) =>
  shop.shopify.door.processExchange({
    shop: DOMAIN,
    orderId: order.id,
    returnKey: 'loop-return-1',
    key: 'loop-return-1-exchange-0',
    items: [{ ref: 'x1', sku: 'NF-VST-M', price: 4555, discount: 0, tax: 364, taxRate: 0.08 }],
    paid,
  });
const current = (): Order | undefined => shop.shopify.door.orders(DOMAIN)[0];
const told = async (topic: string): Promise<unknown[]> => {
  await shop.shopify.idle();
  return receiver.received
    .filter(({ headers }) => headers['x-shopify-topic'] === topic)
    .map(({ body }) => JSON.parse(body) as unknown);
};

describe('a native exchange', () => {
  it('opens a return with what comes back and what goes out', async () => {
    const { id } = open();
    expect(open().id).toBe(id);
    expect(current()?.returns).toHaveLength(1);
    expect(await told('returns/approve')).toMatchObject([
      {
        admin_graphql_api_id: gid('Return', id),
        name: '#20418-R1',
        status: 'open',
        return_line_items: [{ quantity: 1, return_reason_note: 'Too small' }],
        exchange_line_items: [{ line_item: null }],
      },
    ]);
  });

  it('adds the items to the original order, commits their stock, and makes no new order', async () => {
    open();
    expect(process()).toEqual({ orderId: order.id, outOfStock: [] });
    expect(process()).toEqual({ orderId: order.id, outOfStock: [] });
    expect(shop.shopify.door.orders(DOMAIN)).toHaveLength(1);
    expect(current()?.lines.at(-1)).toMatchObject({ sku: 'NF-VST-M', quantity: 1, unitPrice: 4555, tax: 364 });
    expect(current()?.returns[0]?.exchangeLines).toMatchObject([
      { processedQuantity: 1, lineItemIds: [current()?.lines.at(-1)?.id] },
    ]);
    expect(shop.shopify.door.inventory(DOMAIN, 'NF-VST-M')).toMatchObject({ Duluth: 3 });
    expect(await told('orders/edited')).toMatchObject([
      { order_edit: { order_id: Number(order.id), line_items: { additions: [{ delta: 1 }], removals: [] } } },
    ]);
    expect(await told('returns/process')).toHaveLength(1);
  });

  it('settles the order when the rest is refunded, or the shopper has paid on top', async () => {
    open();
    refund(6804 - 4919);
    process();
    shop.shopify.door.endReturn(DOMAIN, order.id, 'loop-return-1', 'CLOSED');
    expect(await told('returns/close')).toMatchObject([{ order_id: Number(order.id), status: 'closed' }]);
    expect((await told('refunds/create'))[0]).toMatchObject({ return: { id: Number(current()?.returns[0]?.id) } });
    const { data } = await shop.graphql(
      `{ order(id: "${gid('Order', order.id)}") { returnStatus totalOutstandingSet { shopMoney { amount } } } }`,
    );
    expect(data.order).toEqual({ returnStatus: 'RETURNED', totalOutstandingSet: { shopMoney: { amount: '0.0' } } });
  });

  it('books what the shopper has paid on top as a manual payment', () => {
    open();
    process(1115);
    expect(current()?.transactions.at(-1)).toMatchObject({ kind: 'SALE', gateway: 'manual', amount: 1115 });
  });

  it('adds nothing that is out of stock', () => {
    open();
    shop.shopify.door.setStock(DOMAIN, 'NF-VST-M', 'Duluth', 0);
    expect(process()).toEqual({ orderId: null, outOfStock: ['x1'] });
    expect(current()?.lines).toHaveLength(2);
  });

  it('may be called off before it is processed', async () => {
    open();
    expect(shop.shopify.door.endReturn(DOMAIN, order.id, 'loop-return-1', 'CANCELED').status).toBe('CANCELED');
    expect(shop.shopify.door.endReturn(DOMAIN, order.id, 'loop-return-1', 'CLOSED').status).toBe('CANCELED');
    expect(await told('returns/cancel')).toHaveLength(1);
  });
});
