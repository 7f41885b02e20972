import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Order } from '../../src/index.js';
import { DOMAIN, gid, openShop, type Shop } from './shop.js';

let shop: Shop;
let order: Order;
let keys = 0;
beforeEach(async () => {
  shop = await openShop();
  order = shop.order();
});
afterEach(() => shop.close());

const REFUND = `mutation($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) {
  refund {
    id note totalRefundedSet { shopMoney { amount } }
    refundLineItems(first: 5) { nodes { quantity restockType restocked location { name } subtotalSet { shopMoney { amount } } totalTaxSet { shopMoney { amount } } } }
    orderAdjustments(first: 5) { nodes { reason amountSet { shopMoney { amount } } } }
    transactions(first: 5) { nodes { kind status gateway amountSet { shopMoney { amount } } parentTransaction { id } } }
  }
  order { displayFinancialStatus netPaymentSet { shopMoney { amount } } lineItems(first: 5) { nodes { sku quantity currentQuantity refundableQuantity } } }
  userErrors { field message }
} }`;
const refund = async (input: object) => {
  const answer = await shop.graphql(REFUND, {
    input: { orderId: gid('Order', order.id), ...input },
    key: `k-${(keys += 1)}`,
  });
  return answer.data.refundCreate;
};
const sale = () => gid('OrderTransaction', order.transactions[0]?.id);
const line = (index: number) => gid('LineItem', order.lines[index]?.id);
const duluth = () => gid('Location', shop.locations[0]?.id);
const money = (amount: string, more: object = {}) => ({
  orderId: gid('Order', order.id),
  parentId: sale(),
  kind: 'REFUND',
  gateway: 'shopify_payments',
  amount,
  ...more,
});

describe('a refund with goods and money', () => {
  it('moves money, units and stock, and says so everywhere', async () => {
    const { userErrors, ...made } = await refund({
      note: 'return 88120045',
      refundLineItems: [{ lineItemId: line(0), quantity: 1, restockType: 'RETURN', locationId: duluth() }],
      transactions: [money('68.04')],
    });
    expect(userErrors).toEqual([]);
    expect(made.refund).toMatchObject({
      note: 'return 88120045',
      totalRefundedSet: { shopMoney: { amount: '68.04' } },
      refundLineItems: {
        nodes: [
          {
            quantity: 1,
            restockType: 'RETURN',
            restocked: true,
            location: { name: 'Duluth' },
            subtotalSet: { shopMoney: { amount: '63.0' } },
            totalTaxSet: { shopMoney: { amount: '5.04' } },
          },
        ],
      },
      orderAdjustments: { nodes: [] },
      transactions: { nodes: [{ kind: 'REFUND', status: 'SUCCESS', parentTransaction: { id: sale() } }] },
    });
    expect(made.order).toMatchObject({
      displayFinancialStatus: 'PARTIALLY_REFUNDED',
      netPaymentSet: { shopMoney: { amount: '112.32' } },
      lineItems: { nodes: [{ quantity: 2, currentQuantity: 1, refundableQuantity: 1 }, { currentQuantity: 1 }] },
    });
    expect(shop.shopify.door.inventory(DOMAIN, 'NF-JKT-M')).toEqual({ Duluth: 9, Reno: 4 });
  });

  it('ends REFUNDED when everything went back; the cents of all refunds add up to the order', async () => {
    const one = (index: number, amount: string) =>
      refund({
        refundLineItems: [{ lineItemId: line(index), quantity: 1, restockType: 'NO_RESTOCK' }],
        transactions: [money(amount)],
      });
    await one(0, '68.04');
    await one(0, '68.04');
    const last = await one(1, '44.28');
    expect(last.order.displayFinancialStatus).toBe('REFUNDED');
    expect(last.refund.orderAdjustments.nodes).toEqual([]);
    expect(shop.shopify.door.inventory(DOMAIN, 'NF-JKT-M')).toEqual({ Duluth: 8, Reno: 4 });
  });

  it('gives the new transaction the gateway of its parent, whatever was asked', async () => {
    const { refund: made } = await refund({ transactions: [money('1.00', { gateway: 'manual' })] });
    expect(made.transactions.nodes[0].gateway).toBe('shopify_payments');
  });
});

describe('adjustments', () => {
  const adjustment = (made: { refund: { orderAdjustments: { nodes: unknown[] } } }) =>
    made.refund.orderAdjustments.nodes;

  it('are negative for money without goods, positive for goods without money', async () => {
    expect(adjustment(await refund({ transactions: [money('1.00')] }))).toEqual([
      { reason: 'REFUND_DISCREPANCY', amountSet: { shopMoney: { amount: '-1.0' } } },
    ]);
    const goods = await refund({
      refundLineItems: [{ lineItemId: line(1), quantity: 1, restockType: 'RETURN', locationId: duluth() }],
    });
    expect(adjustment(goods)).toEqual([
      { reason: 'REFUND_DISCREPANCY', amountSet: { shopMoney: { amount: '44.28' } } },
    ]);
    expect(goods.refund.transactions.nodes).toEqual([]);
  });
});

describe('restock types', () => {
  it('CANCEL calls unshipped units off; RETURN on an unshipped line is accepted and restocked', async () => {
    const { id, lines } = shop.shopify.door.placeOrder({
      shop: DOMAIN,
      email: 'a@b.example',
      lines: [{ sku: 'NF-JKT-M', quantity: 2 }],
    });
    const ask = async (restockType: string) => {
      const input = {
        orderId: gid('Order', id),
        refundLineItems: [
          { lineItemId: gid('LineItem', lines[0]?.id), quantity: 1, restockType, locationId: duluth() },
        ],
      };
      return (await shop.graphql(REFUND, { input, key: restockType })).data.refundCreate.userErrors;
    };
    expect(await ask('CANCEL')).toEqual([]);
    expect(await ask('RETURN')).toEqual([]);
    expect(shop.shopify.door.inventory(DOMAIN, 'NF-JKT-M').Duluth).toBe(8);
    const { data } = await shop.graphql(
      `{ order(id: "${gid('Order', id)}") { lineItems(first: 1) { nodes { unfulfilledQuantity currentQuantity } } } }`,
    );
    expect(data.order.lineItems.nodes).toEqual([{ unfulfilledQuantity: 1, currentQuantity: 0 }]);
  });
});

describe('refusals, as recorded', () => {
  const cases: [string, () => object, object][] = [
    [
      'an unknown order',
      () => ({ orderId: gid('Order', '1') }),
      { field: ['orderId'], message: 'Order does not exist' },
    ],
    [
      'another kind',
      () => ({ transactions: [money('1', { kind: 'AUTHORIZATION' })] }),
      { field: null, message: 'Kind authorization is not a valid transaction' },
    ],
    [
      'a foreign parent',
      () => ({ transactions: [money('1', { parentId: gid('OrderTransaction', '1') })] }),
      { field: ['transactions'], message: 'Transactions require a parent_id associated with the order' },
    ],
    [
      'too much money',
      () => ({ transactions: [money('180.37')], allowOverRefunding: true }),
      { field: null, message: 'Refund amount $180.37 is greater than net payment received $180.36' },
    ],
    [
      'too many units',
      () => ({
        refundLineItems: [{ lineItemId: line(1), quantity: 2, restockType: 'NO_RESTOCK' }],
        allowOverRefunding: true,
      }),
      { field: ['refundLineItems', '0', 'quantity'], message: 'Quantity cannot refund more items than were purchased' },
    ],
  ];
  it.each(cases)('%s', async (_, input, error) => {
    const before = shop.shopify.door.orders(DOMAIN);
    const answer = await refund(input());
    expect(answer).toMatchObject({ refund: null, userErrors: [error] });
    expect(shop.shopify.door.orders(DOMAIN)).toEqual(before);
  });

  it('return the order unchanged beside the error', async () => {
    expect((await refund({ transactions: [money('999')] })).order.displayFinancialStatus).toBe('PAID');
  });
});

describe('slow gateways', () => {
  it('leave the money pending until it is settled', async () => {
    shop.shopify.door.setPendingGateway(DOMAIN, 'shopify_payments');
    const made = await refund({
      refundLineItems: [{ lineItemId: line(1), quantity: 1, restockType: 'NO_RESTOCK' }],
      transactions: [money('44.28')],
    });
    expect(made.refund).toMatchObject({
      totalRefundedSet: { shopMoney: { amount: '0.0' } },
      orderAdjustments: { nodes: [{ reason: 'PENDING_REFUND_DISCREPANCY' }] },
    });
    expect(made.order.displayFinancialStatus).toBe('PAID');
    const more = await refund({ transactions: [money('136.09')] });
    expect(more.userErrors[0].message).toBe('Refund amount $136.09 is greater than net payment received $136.08');

    const pending = shop.shopify.door.orders(DOMAIN)[0]?.transactions.at(-1)?.id ?? '';
    shop.shopify.door.settleTransaction(DOMAIN, pending, 'SUCCESS');
    const { data } = await shop.graphql(
      `{ order(id: "${gid('Order', order.id)}") { displayFinancialStatus refundDiscrepancySet { shopMoney { amount } } } }`,
    );
    expect(data.order).toEqual({
      displayFinancialStatus: 'PARTIALLY_REFUNDED',
      refundDiscrepancySet: { shopMoney: { amount: '0.0' } },
    });
  });
});

describe('the original payment method', () => {
  it('is suggested per payment, gift card first', async () => {
    const split = shop.shopify.door.placeOrder({
      shop: DOMAIN,
      email: 'a@b.example',
      lines: [{ sku: 'NF-JKT-M', quantity: 1 }],
      payments: [
        { gateway: 'shopify_payments', amount: 5000 },
        { gateway: 'gift_card', amount: 2000 },
      ],
    });
    const { data } = await shop.graphql(
      `query($id: ID!, $line: ID!) { order(id: $id) { suggestedRefund(refundLineItems: [{ lineItemId: $line, quantity: 1 }]) {
        amountSet { shopMoney { amount } } suggestedTransactions { gateway amountSet { shopMoney { amount } } parentTransaction { id } }
      } } }`,
      { id: gid('Order', split.id), line: gid('LineItem', split.lines[0]?.id) },
    );
    const part = (gateway: string, amount: string, index: number) => ({
      gateway,
      amountSet: { shopMoney: { amount } },
      parentTransaction: { id: gid('OrderTransaction', split.transactions[index]?.id) },
    });
    expect(data.order.suggestedRefund).toEqual({
      amountSet: { shopMoney: { amount: '70.0' } },
      suggestedTransactions: [part('gift_card', '20.0', 1), part('shopify_payments', '50.0', 0)],
    });
  });
});
