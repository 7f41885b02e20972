import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { openDesk, type Desk } from './desk.js';

let desk: Desk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

it('several units of one line come back in two returns, each with a unit of its own', async () => {
  const order = await desk.ida.buys([{ sku: 'NF-JKT-M', quantity: 3 }], { discount: 100, taxRate: 0.08 });
  const first = await desk.ida.submitReturn(order, ['NF-JKT-M', 'NF-JKT-M']);
  const second = await desk.ida.submitReturn(order, ['NF-JKT-M'], { storeCredit: true });
  const units = [...first.lines, ...second.lines];
  expect(new Set(units.map(({ providerLineItemId }) => providerLineItemId)).size).toBe(1);
  expect(units.map(({ unit }) => unit)).toEqual([0, 1, 2]);
  expect(units.reduce((sum, { discount }) => sum + discount, 0)).toBe(100);
  await expect(desk.ida.submitReturn(order, ['NF-JKT-M'])).rejects.toThrow('can be returned any more');
  desk.loop.door.cancel(first.id);
  expect((await desk.ida.submitReturn(order, ['NF-JKT-M'])).lines).toMatchObject([{ unit: 0 }]);
});

it('one shopper returns from several orders', async () => {
  const orders = [desk.order, await desk.ida.buys([{ sku: 'NF-VST-M', quantity: 1 }])];
  expect(new Set(orders.map(({ customer }) => customer.id)).size).toBe(1);
  const [jacket, vest] = [
    await desk.ida.submitReturn(desk.order, ['NF-JKT-M']),
    await desk.ida.submitReturn(orders[1] ?? desk.order, ['NF-VST-M']),
  ];
  await desk.process(vest.id);
  expect(desk.current(jacket.id).state).toBe('open');
  expect(desk.orders().map(({ refunds }) => refunds.length)).toEqual([0, 1]);
});

it('a new item can be sent back in its turn, from the exchange order', async () => {
  const { id } = await desk.ida.submitReturn(desk.order, ['NF-JKT-M'], { exchangeFor: [{ sku: 'NF-VST-M' }] });
  await desk.process(id);
  const exchange = desk.orders()[1];
  expect(exchange?.name).toBe('EXC-20418');
  const again = await desk.ida.submitReturn(exchange ?? desk.order, ['NF-VST-M'], { storeCredit: true });
  // What the loop discount paid for is worth its tax only, as Shopify sees it.
  expect(again).toMatchObject({ orderName: 'EXC-20418', lines: [{ price: 4555, discount: 4555, tax: 364 }] });
});
