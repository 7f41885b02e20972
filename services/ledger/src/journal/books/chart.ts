import type { accounts } from '@backhaul/contracts';

/** One account of a return's books. */
export type Account = (typeof accounts)[number];

/**
 * Accounts that only pass value on. Each must be back at 0.00 before the return counts as settled;
 * what stands on one of them is an open item. `docs/decisions/0004-books.md` says why these.
 */
export const clearingAccounts = [
  'customer-receivable',
  'refund-clearing',
  'exchange-clearing',
  'store-credit-liability',
  'upsell-clearing',
  'rounding',
] as const satisfies readonly Account[];
/** One of them. */
export type ClearingAccount = (typeof clearingAccounts)[number];

/** How an account is called in a sentence. */
export const accountNames: Readonly<Record<Account, string>> = {
  'customer-receivable': 'customer receivable',
  'refund-clearing': 'refund clearing',
  'exchange-clearing': 'exchange clearing',
  'store-credit-liability': 'store credit liability',
  'upsell-clearing': 'upsell clearing',
  rounding: 'rounding',
  'sales-returns': 'sales returns',
  tax: 'tax',
  freight: 'freight',
  'fee-income': 'fee income',
  adjustments: 'adjustments',
  'paid-out': 'paid out',
  'store-credit-issued': 'store credit issued',
  'exchange-issued': 'goods given in exchange',
  'upsell-received': 'upsell received',
  'damage-and-short': 'damage and short expense',
};
