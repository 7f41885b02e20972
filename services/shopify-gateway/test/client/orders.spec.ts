import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { domain, openShop, refundJacket, shippedOrder, type TestShop } from '../support/shop.js';
import { usd } from '../support/orders.js';

describe('reading an order', () => {
  let shop: TestShop;
  beforeEach(async () => {
    shop = await openShop();
  });
  afterEach(() => shop.simulator.close());

  it('brings its lines with what shipped of them, in our ids', async () => {
    const { id, name, lines } = shippedOrder(shop);
    const order = await shop.client().readOrder(id);
    expect(order).toMatchObject({ orderId: id, orderName: name, currency: 'USD', refunds: [] });
    expect(order?.lines).toEqual([
      { orderLineId: lines[0]?.id, sku: 'NF-JKT-M', title: 'NF-JKT-M', quantity: 1, shippedQuantity: 1 },
      { orderLineId: lines[1]?.id, sku: "NF-SHIRT'S", title: "NF-SHIRT'S", quantity: 2, shippedQuantity: 2 },
    ]);
  });

  it('counts nothing as shipped before it was', async () => {
    const { id } = shop.door.placeOrder({ shop: domain, email: 'a@b.c', lines: [{ sku: 'NF-JKT-M', quantity: 2 }] });
    expect((await shop.client().readOrder(id))?.lines).toMatchObject([{ quantity: 2, shippedQuantity: 0 }]);
  });

  it('brings each refund: units, restock, and the money to the cent', async () => {
    const { id, lines } = shippedOrder(shop);
    const { refundId, payments } = refundJacket(shop, id, { amount: 13000 });
    const order = await shop.client().readOrder(id);
    expect(order?.refunds).toEqual([
      {
        refundId,
        createdAt: expect.any(Date),
        lines: [
          {
            orderLineId: lines[0]?.id,
            sku: 'NF-JKT-M',
            quantity: 1,
            restockType: 'no-restock',
            locationId: null,
            subtotal: usd(12733),
            tax: usd(1019),
          },
        ],
        shipping: usd(0),
        transactions: [{ transactionId: payments[0]?.transactionId, status: 'success', amount: usd(13000) }],
      },
    ]);
  });

  it('tells pending money from money that moved', async () => {
    shop.door.setPendingGateway(domain, 'shopify_payments');
    const { id } = shippedOrder(shop);
    const { payments } = refundJacket(shop, id);
    const statuses = async () =>
      (await shop.client().readOrder(id))?.refunds.flatMap(({ transactions }) =>
        transactions.map(({ status }) => status),
      );
    expect(await statuses()).toEqual(['pending']);
    shop.door.settleTransaction(domain, payments[0]?.transactionId ?? '', 'FAILURE');
    expect(await statuses()).toEqual(['failed']);
  });

  it('brings every line and every refund of a large order, page by page', async () => {
    const skus = Array.from({ length: 130 }, (_, n) => `NF-${n}`);
    for (const sku of skus) shop.door.addProduct({ shop: domain, sku, title: sku, price: 100, stock: { Austin: 5 } });
    const lines = skus.map((sku) => ({ sku, quantity: 1 }));
    const placed = shop.door.placeOrder({ shop: domain, email: 'a@b.c', lines });
    shop.door.refundForReturn({
      shop: domain,
      orderId: placed.id,
      key: 'all',
      note: '',
      lines: placed.lines.map(({ id }) => ({ lineItemId: id, quantity: 1 })),
      amount: 13000,
      restockType: 'return',
    });
    const order = await shop.client().readOrder(placed.id);
    expect(order?.lines).toHaveLength(130);
    expect(new Set(order?.lines.map(({ orderLineId }) => orderLineId)).size).toBe(130);
    expect(order?.refunds[0]?.lines).toHaveLength(130);
    expect(order?.refunds[0]?.transactions).toHaveLength(1);
    expect(order?.refunds[0]?.lines[0]).toMatchObject({ restockType: 'return', locationId: shop.locationId });
  });

  it('finds that there is no such order', async () => {
    expect(await shop.client().readOrder('1')).toBeNull();
  });

  it('keeps ids beyond 2^53', async () => {
    const large = await openShop({ shop: { largeIds: true } });
    const { id } = shippedOrder(large);
    expect(Number.isSafeInteger(Number(id))).toBe(false);
    expect((await large.client().readOrder(id))?.orderId).toBe(id);
    await large.simulator.close();
  });
});

describe('the list of changed orders', () => {
  let shop: TestShop;
  beforeEach(async () => {
    shop = await openShop();
  });
  afterEach(() => shop.simulator.close());

  it('is complete over several pages, and says which orders have refunds', async () => {
    const ids = Array.from({ length: 120 }, () => {
      const line = { sku: 'NF-JKT-M', quantity: 1 };
      return shop.door.placeOrder({ shop: domain, email: 'a@b.c', lines: [line] }).id;
    });
    const refunded = ids[119] ?? '';
    refundJacket(shop, refunded, { amount: 0 });
    const since = new Date(Date.now() - 60_000);
    const found = [];
    for await (const page of shop.client().changedOrders(since, {})) found.push(...page);
    expect(found.map(({ orderId }) => orderId).sort()).toEqual([...ids].sort());
    expect(found.filter(({ hasReturnsOrRefunds }) => hasReturnsOrRefunds)).toMatchObject([{ orderId: refunded }]);
  });

  it('leaves out what changed before', async () => {
    shippedOrder(shop);
    const pages = [];
    const tomorrow = new Date(Date.now() + 86_400_000);
    for await (const page of shop.client().changedOrders(tomorrow, {})) pages.push(...page);
    expect(pages).toEqual([]);
  });
});

describe('an order of many shipments', () => {
  it('is read shipment by shipment once the list may be cut off', async () => {
    const places = Array.from({ length: 11 }, (_, n) => ({ name: `Store ${n}` }));
    const shop = await openShop({ shop: { locations: [{ name: 'Austin' }, ...places] } });
    const skus = places.map(({ name }) => {
      shop.door.addProduct({ shop: domain, sku: name, title: name, price: 100, stock: { [name]: 5 } });
      return name;
    });
    const lines = skus.map((sku) => ({ sku, quantity: 2 }));
    const placed = shop.door.placeOrder({ shop: domain, email: 'a@b.c', lines });
    shop.door.fulfill(domain, placed.id);
    const last = placed.lines[10]?.id ?? '';
    // The shipment that the first answer had no room for, in two pages.
    const page = (hasNextPage: boolean) => ({
      nodes: [{ quantity: 1, lineItem: { id: `gid://shopify/LineItem/${last}` } }],
      pageInfo: { hasNextPage, endCursor: 'c1' },
    });
    for (const hasNextPage of [true, false]) {
      const body = { data: { fulfillment: { fulfillmentLineItems: page(hasNextPage) } } };
      shop.simulator.faults.add({ match: { body: 'FulfillmentLines' }, kind: 'status', status: 200, body });
    }
    const order = await shop.client().readOrder(placed.id);
    expect(order?.lines.map(({ shippedQuantity }) => shippedQuantity)).toEqual(Array.from({ length: 11 }, () => 2));
    expect(shop.calls('FulfillmentLines').map(({ variables }) => variables.after)).toEqual([null, 'c1']);
    await shop.simulator.close();
  });
});
