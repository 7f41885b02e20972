import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Order } from '../../src/index.js';
import { DOMAIN, gid, openShop, type Shop } from './shop.js';

let shop: Shop;
let order: Order;
beforeEach(async () => {
  shop = await openShop({ scopes: ['read_orders', 'read_returns', 'read_gift_cards', 'read_products'] });
  order = shop.order();
});
afterEach(() => shop.close());

const exchange = () => {
  const door = shop.shopify.door;
  const asked = { shop: DOMAIN, orderId: order.id, key: 'loop-return-1' };
  const jacket = order.lines[0]?.id ?? '';
  const { id } = door.openReturn({
    ...asked,
    lines: [{ lineItemId: jacket, quantity: 1, reasonNote: 'Too small' }],
    exchange: [{ sku: 'NF-VST-M', quantity: 1, unitPrice: 4555 }],
  });
  return {
    id,
    receive: () =>
      door.refundForReturn({
        ...asked,
        returnKey: 'loop-return-1',
        note: '',
        lines: [{ lineItemId: jacket, quantity: 1 }],
        amount: 2000,
        restockType: 'return',
      }),
    process: () =>
      door.processExchange({
        ...asked,
        key: 'loop-return-1-exchange-0',
        returnKey: 'loop-return-1',
        items: [{ ref: 'x1', sku: 'NF-VST-M', price: 4555, discount: 0, tax: 364, taxRate: 0.08 }],
        paid: 0,
      }),
  };
};

const RETURN = `query($id: ID!) { return(id: $id) {
  name status totalQuantity
  order { name returnStatus }
  returnLineItems(first: 5) { nodes {
    quantity processedQuantity unprocessedQuantity processableQuantity refundedQuantity returnReasonNote
    returnReasonDefinition { handle }
    ... on ReturnLineItem { fulfillmentLineItem { quantity lineItem { sku } } }
  } }
  exchangeLineItems(first: 5) { nodes { quantity processedQuantity variantId variantSku lineItems { sku quantity } } }
  refunds(first: 5) { nodes { totalRefundedSet { shopMoney { amount } } return { name } } }
} }`;

describe('a native exchange', () => {
  it('shows what comes back and what shall go out', async () => {
    const { data, errors } = await shop.graphql(RETURN, { id: gid('Return', exchange().id) });
    expect(errors).toBeUndefined();
    expect(data.return).toEqual({
      name: '#20418-R1',
      status: 'OPEN',
      totalQuantity: 1,
      order: { name: '#20418', returnStatus: 'IN_PROGRESS' },
      returnLineItems: {
        nodes: [
          {
            quantity: 1,
            processedQuantity: 0,
            unprocessedQuantity: 1,
            processableQuantity: 1,
            refundedQuantity: 0,
            returnReasonNote: 'Too small',
            returnReasonDefinition: { handle: 'other' },
            fulfillmentLineItem: { quantity: 2, lineItem: { sku: 'NF-JKT-M' } },
          },
        ],
      },
      exchangeLineItems: {
        nodes: [
          {
            quantity: 1,
            processedQuantity: 0,
            variantId: expect.stringContaining('gid://shopify/ProductVariant/'),
            variantSku: 'NF-VST-M',
            lineItems: null,
          },
        ],
      },
      refunds: { nodes: [] },
    });
  });

  it('shows the new order lines and the refund once it is processed', async () => {
    const { id, receive, process } = exchange();
    process();
    receive();
    const { data, errors } = await shop.graphql(RETURN, { id: gid('Return', id) });
    expect(errors).toBeUndefined();
    expect(data.return).toMatchObject({
      returnLineItems: { nodes: [{ processedQuantity: 1, processableQuantity: 0, refundedQuantity: 1 }] },
      exchangeLineItems: { nodes: [{ processedQuantity: 1, lineItems: [{ sku: 'NF-VST-M', quantity: 1 }] }] },
      refunds: { nodes: [{ totalRefundedSet: { shopMoney: { amount: '20.0' } }, return: { name: '#20418-R1' } }] },
    });
    const found = await shop.graphql(
      '{ orders(first: 5, query: "return_status:in_progress") { nodes { returns(first: 5) { nodes { name } } } } }',
    );
    expect(found.data.orders.nodes).toEqual([{ returns: { nodes: [{ name: '#20418-R1' }] } }]);
  });

  it('has no SKU of its own before 2026-10', async () => {
    const { errors } = await shop.graphql(RETURN, { id: gid('Return', exchange().id) }, { version: '2026-07' });
    expect(errors).toMatchObject([{ extensions: { code: 'undefinedField', fieldName: 'variantSku' } }]);
  });

  it('is shown only to who may read returns', async () => {
    const poor = await openShop({ scopes: ['read_orders'] });
    poor.order();
    const { data, errors } = await poor.graphql(
      '{ orders(first: 1) { nodes { returns(first: 1) { nodes { id } } } } }',
    );
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'ACCESS_DENIED' } }]);
    await poor.close();
  });
});

describe('a separate exchange order', () => {
  it('shows how it was discounted, by whom it was made, and that nothing was paid through a gateway', async () => {
    shop.shopify.door.placeExchangeOrder({
      shop: DOMAIN,
      orderId: order.id,
      key: 'loop-return-1-exchange-0',
      items: [{ ref: 'x1', sku: 'NF-VST-M', price: 4555, discount: 0, tax: 364, taxRate: 0.08 }],
      prefix: 'EXC-',
      credit: 4555,
      appId: '1662707',
      tags: ['20418'],
      note: 'Exchange for order #20418',
      attributes: [{ key: 'original_order', value: '#20418' }],
    });
    const { data, errors } = await shop.graphql(`{ orders(first: 5, query: "name:EXC-20418") { nodes {
      name tags note sourceName displayFinancialStatus paymentGatewayNames
      app { id name }
      customAttributes { key value }
      shippingLines(first: 1) { nodes { title } }
      totalOutstandingSet { shopMoney { amount } }
      discountApplications(first: 5) { nodes {
        index allocationMethod
        value { ... on MoneyV2 { amount currencyCode } ... on PricingPercentageValue { percentage } }
        ... on ManualDiscountApplication { title }
        ... on DiscountCodeApplication { code }
      } }
      lineItems(first: 5) { nodes { discountAllocations {
        allocatedAmountSet { shopMoney { amount } }
        discountApplication { index ... on ManualDiscountApplication { title } }
      } } }
    } } }`);
    expect(errors).toBeUndefined();
    expect(data.orders.nodes).toEqual([
      {
        name: 'EXC-20418',
        tags: ['20418'],
        note: 'Exchange for order #20418',
        sourceName: '1662707',
        displayFinancialStatus: 'PAID',
        paymentGatewayNames: [],
        app: { id: 'gid://shopify/App/1662707', name: 'Loop Returns' },
        customAttributes: [{ key: 'original_order', value: '#20418' }],
        shippingLines: { nodes: [] },
        totalOutstandingSet: { shopMoney: { amount: '0.0' } },
        discountApplications: {
          nodes: [
            {
              index: 0,
              allocationMethod: 'ACROSS',
              value: { amount: '45.55', currencyCode: 'USD' },
              title: 'loop discount',
            },
          ],
        },
        lineItems: {
          nodes: [
            {
              discountAllocations: [
                {
                  allocatedAmountSet: { shopMoney: { amount: '45.55' } },
                  discountApplication: { index: 0, title: 'loop discount' },
                },
              ],
            },
          ],
        },
      },
    ]);
  });
});

it('a gift card shows its balance, and what it is for in its note', async () => {
  const { id } = shop.shopify.door.issueGiftCard({
    shop: DOMAIN,
    key: 'loop-return-1-card',
    amount: 4919,
    email: order.email,
    orderId: order.id,
    note: 'Loop return 1 for #20418',
    appId: '1662707',
  });
  const { data } = await shop.graphql(
    'query($id: ID!) { giftCard(id: $id) { enabled note balance { amount currencyCode } order { id } } }',
    { id: gid('GiftCard', id) },
  );
  expect(data.giftCard).toEqual({
    enabled: true,
    note: 'Loop return 1 for #20418',
    balance: { amount: '49.19', currencyCode: 'USD' },
    order: null,
  });
});

it("an order in the shopper's currency shows both amounts", async () => {
  shop.shopify.door.placeOrder({
    shop: DOMAIN,
    email: 'ida.berg@northfold.example',
    lines: [{ sku: 'NF-VST-M', quantity: 1 }],
    presentment: { currency: 'CAD', rate: 1.4 },
  });
  const { data } = await shop.graphql(`{ orders(first: 1, reverse: true, sortKey: ORDER_NUMBER) { nodes {
    currencyCode presentmentCurrencyCode subtotalPriceSet { shopMoney { amount } presentmentMoney { amount currencyCode } }
  } } }`);
  expect(data.orders.nodes[0]).toEqual({
    currencyCode: 'USD',
    presentmentCurrencyCode: 'CAD',
    subtotalPriceSet: { shopMoney: { amount: '45.55' }, presentmentMoney: { amount: '63.77', currencyCode: 'CAD' } },
  });
});
