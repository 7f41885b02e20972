import type { Order, Transaction } from '../orders/order.js';

export interface Share {
  parent: Transaction;
  amount: number;
  /** The most that could go back this way. */
  maximum: number;
}

/** Divides money over the payments it came from: gift cards first, then the rest in order of payment. */
export function toOriginalPayments(order: Order, amount: number): Share[] {
  const sales = order.transactions.filter(({ kind, status }) => kind === 'SALE' && status === 'SUCCESS');
  const inOrder = [
    ...sales.filter(({ gateway }) => gateway === 'gift_card'),
    ...sales.filter(({ gateway }) => gateway !== 'gift_card'),
  ];
  let left = amount;
  return inOrder.map((parent) => {
    const maximum = parent.amount - givenBack(order, parent);
    const share = Math.min(left, maximum);
    left -= share;
    return { parent, amount: share, maximum };
  });
}

const givenBack = (order: Order, parent: Transaction): number =>
  order.transactions
    .filter(({ parentId, status }) => parentId === parent.id && status !== 'FAILURE')
    .reduce((sum, { amount }) => sum + amount, 0);
