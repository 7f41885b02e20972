import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DOMAIN, gid, openShop, type Shop } from './shop.js';

let shop: Shop;
beforeEach(async () => void (shop = await openShop()));
afterEach(() => shop.close());

const names = async (query: string, more = ''): Promise<string[]> => {
  const answer = await shop.graphql(
    `query($q: String) { orders(first: 10, sortKey: UPDATED_AT, query: $q ${more}) { nodes { name } } }`,
    { q: query },
  );
  return (answer.data.orders.nodes as { name: string }[]).map(({ name }) => name);
};

describe('an order', () => {
  it('shows lines, money and fulfilments as the API formats them', async () => {
    const { id } = shop.order();
    const { data } = await shop.graphql(
      `query($id: ID!) { order(id: $id) {
        name legacyResourceId createdAt displayFinancialStatus displayFulfillmentStatus returnStatus paymentGatewayNames
        totalPriceSet { shopMoney { amount currencyCode } } netPaymentSet { shopMoney { amount } }
        lineItems(first: 5) { nodes { sku quantity refundableQuantity unfulfilledQuantity taxLines { priceSet { shopMoney { amount } } } discountAllocations { allocatedAmountSet { shopMoney { amount } } } } }
        fulfillments(first: 5) { status location { name } fulfillmentLineItems(first: 5) { nodes { quantity lineItem { sku } } } }
        transactions(first: 5) { kind status gateway parentTransaction { id } amountSet { shopMoney { amount } } }
      } }`,
      { id: gid('Order', id) },
    );
    const money = (amount: string) => ({ shopMoney: { amount } });
    const line = (sku: string, quantity: number, tax: string, discount: string) => ({
      sku,
      quantity,
      refundableQuantity: quantity,
      unfulfilledQuantity: 0,
      taxLines: [{ priceSet: money(tax) }],
      discountAllocations: [{ allocatedAmountSet: money(discount) }],
    });
    expect(data.order).toEqual({
      name: '#20418',
      legacyResourceId: id,
      createdAt: '2026-11-03T14:15:00Z',
      displayFinancialStatus: 'PAID',
      displayFulfillmentStatus: 'FULFILLED',
      returnStatus: 'NO_RETURN',
      paymentGatewayNames: ['shopify_payments'],
      totalPriceSet: { shopMoney: { amount: '180.36', currencyCode: 'USD' } },
      netPaymentSet: money('180.36'),
      lineItems: { nodes: [line('NF-JKT-M', 2, '10.08', '14.0'), line('NF-VST-M', 1, '3.28', '4.55')] },
      fulfillments: [
        {
          status: 'SUCCESS',
          location: { name: 'Duluth' },
          fulfillmentLineItems: {
            nodes: [
              { quantity: 2, lineItem: { sku: 'NF-JKT-M' } },
              { quantity: 1, lineItem: { sku: 'NF-VST-M' } },
            ],
          },
        },
      ],
      transactions: [
        {
          kind: 'SALE',
          status: 'SUCCESS',
          gateway: 'shopify_payments',
          parentTransaction: null,
          amountSet: money('180.36'),
        },
      ],
    });
  });

  it('is null when unknown and an error when the id is of another type', async () => {
    const ask = (id: string) => shop.graphql('query($id: ID!) { order(id: $id) { id } }', { id });
    expect(await ask(gid('Order', '1'))).toMatchObject({ data: { order: null } });
    expect(await ask(gid('Refund', '1'))).toMatchObject({
      data: { order: null },
      errors: [{ message: 'Invalid id: gid://shopify/Refund/1' }],
    });
  });
});

describe('the search', () => {
  it('finds orders by when they were updated', async () => {
    const first = shop.order();
    shop.clock.advance(60_000);
    shop.order();
    expect(await names("updated_at:>='2026-11-03T14:16:00Z'")).toEqual(['#20419']);
    expect(await names("updated_at:<'2026-11-03T14:16:00Z'")).toEqual(['#20418']);
    shop.clock.advance(60_000);
    shop.shopify.door.refundForReturn({
      shop: DOMAIN,
      orderId: first.id,
      key: 'k',
      note: '',
      amount: 100,
      restockType: 'return',
      lines: [],
    });
    expect(await names("updated_at:>='2026-11-03T14:17:00Z' financial_status:partially_refunded")).toEqual(['#20418']);
    expect(await names('', ', reverse: true')).toEqual(['#20418', '#20419']);
    expect(await names('-name:20418 unknown_field:x')).toEqual(['#20419']);
  });

  it('pages by cursor, also when an order moves between two pages', async () => {
    const orders = [shop.order(), shop.order(), shop.order()];
    const page = (after: string | null) =>
      shop.graphql(
        'query($after: String) { orders(first: 1, after: $after, sortKey: UPDATED_AT) { edges { cursor node { name } } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
    const one = (await page(null)).data.orders;
    expect([one.edges[0].node.name, one.pageInfo.hasNextPage]).toEqual(['#20418', true]);
    shop.clock.advance(1_000);
    shop.shopify.door.refundForReturn({
      shop: DOMAIN,
      orderId: orders[1]?.id ?? '',
      key: 'k',
      note: '',
      amount: 1,
      restockType: 'return',
      lines: [],
    });
    const two = (await page(one.pageInfo.endCursor)).data.orders;
    expect(two.edges[0].node.name).toBe('#20420');
    const three = (await page(two.pageInfo.endCursor)).data.orders;
    expect([three.edges[0].node.name, three.pageInfo.hasNextPage]).toEqual(['#20419', false]);
  });

  it('refuses a page without a size or above 250, and a cursor that is none', async () => {
    expect((await shop.graphql('{ orders { nodes { id } } }')).errors?.[0]?.message).toBe(
      'you must provide one of first or last',
    );
    expect((await shop.graphql('{ orders(first: 251) { nodes { id } } }')).errors).toHaveLength(1);
    expect((await shop.graphql('{ orders(first: 1, after: "zz") { nodes { id } } }')).errors?.[0]?.message).toContain(
      'Invalid cursor',
    );
  });

  it('hides orders older than 60 days unless the app may read all', async () => {
    const { id } = shop.order();
    const all = await openShop({ scopes: ['read_orders', 'read_all_orders'] });
    const old = all.order();
    for (const one of [shop, all]) one.clock.advance(61 * 24 * 3_600_000);
    expect((await shop.graphql(`{ order(id: "${gid('Order', id)}") { id } }`)).data.order).toBeNull();
    expect((await all.graphql(`{ order(id: "${gid('Order', old.id)}") { name } }`)).data.order).toEqual({
      name: '#20418',
    });
    await all.close();
  });
});
