import { RlmRefusal } from '../refusal.js';
import type { Company } from '../state.js';
import { createOrder } from './create-order.js';
import { credits, inventory, packedOrders, selectedItems } from './reads.js';
import { textOf, type Element } from './xml.js';

type Operation = (company: Company, argument: Element, now: Date) => string;

const withAccount: Operation = (company, order, now) => {
  const account = textOf(order, 'customerAccount');
  if (account === null || !company.customers.some((each) => each.account === account))
    throw new RlmRefusal('VALIDATION', 'Invalid Customer Account');
  return createOrder(company, order, account, now);
};

/** Every operation that the legacy API has: no RA, no receipt, no refund, no invoice (contracts/rlm-and-3pl.md §1.2). */
export const operations: Readonly<Record<string, Operation | undefined>> = {
  'Item.getSelected': selectedItems,
  'Item.getInventory': inventory,
  'PackedOrders.getSelected': packedOrders,
  'Billing.getCredits': credits,
  'SalesOrder.create': withAccount,
  'SalesOrderNoAccount.create': (company, order, now) => createOrder(company, order, null, now),
};
