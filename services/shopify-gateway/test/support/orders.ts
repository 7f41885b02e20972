import { money } from '@backhaul/money';
import type { OrderSnapshot, RefundSnapshot, RefundTransaction } from '../../src/shopify-order/order-snapshot.js';

export const usd = (amount: number) => money(amount, 'USD');

/** Order #20418 of Northfold: one jacket and two shirts, shipped. */
export const order = (change: Partial<OrderSnapshot> = {}): OrderSnapshot => ({
  orderId: '5511223344556',
  orderName: '#20418',
  currency: 'USD',
  placedAt: new Date('2026-09-01T10:00:00Z'),
  updatedAt: new Date('2026-09-20T14:00:00Z'),
  hasReturns: false,
  lines: [
    { orderLineId: '1', sku: 'NF-JKT-M', title: 'Jacket', quantity: 1, shippedQuantity: 1 },
    { orderLineId: '2', sku: null, title: 'Shirt', quantity: 2, shippedQuantity: 2 },
  ],
  refunds: [],
  ...change,
});

export const transaction = (
  transactionId: string,
  status: RefundTransaction['status'],
  amount = 13608,
): RefundTransaction => ({ transactionId, status, amount: usd(amount) });

export const refund = (transactions: readonly RefundTransaction[], refundId = '8899001122334'): RefundSnapshot => ({
  refundId,
  createdAt: new Date('2026-09-20T13:59:00Z'),
  lines: [
    {
      orderLineId: '1',
      sku: 'NF-JKT-M',
      quantity: 1,
      restockType: 'no-restock',
      locationId: null,
      subtotal: usd(12600),
      tax: usd(1008),
    },
  ],
  shipping: usd(0),
  transactions,
});
