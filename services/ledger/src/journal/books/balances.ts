import { add, isZero, type Money } from '@backhaul/money';
import { accounts } from '@backhaul/contracts';
import { compareText } from '../facts.js';
import { clearingAccounts, type Account, type ClearingAccount } from './chart.js';
import type { Entry } from './entry.js';

/** What stands on an account in one currency. */
export interface Balance {
  readonly account: Account;
  readonly amount: Money;
}

/** Balances of every account that was ever posted to, per currency, in the order of the chart. */
export function balancesOf(entries: readonly Pick<Entry, 'lines'>[]): Balance[] {
  const balances = new Map<string, Balance>();
  for (const { account, amount } of entries.flatMap(({ lines }) => lines)) {
    const key = `${account}/${amount.currency}`;
    const before = balances.get(key);
    balances.set(key, { account, amount: before === undefined ? amount : add(before.amount, amount) });
  }
  return [...balances.values()].sort(
    (left, right) =>
      accounts.indexOf(left.account) - accounts.indexOf(right.account) ||
      compareText(left.amount.currency, right.amount.currency),
  );
}

/** Clearing accounts that are not back at zero: the open items of the return. */
export function openBalances(entries: readonly Pick<Entry, 'lines'>[]): (Balance & { account: ClearingAccount })[] {
  return balancesOf(entries).flatMap(({ account, amount }) =>
    isClearing(account) && !isZero(amount) ? [{ account, amount }] : [],
  );
}

/** True for an account that must be back at zero. */
export function isClearing(account: Account): account is ClearingAccount {
  return (clearingAccounts as readonly Account[]).includes(account);
}
