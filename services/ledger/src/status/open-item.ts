import { displayMoney, type Money } from '@backhaul/money';
import { unreachable } from '@backhaul/contracts';
import { absolute } from '../journal/absolute.js';
import { openBalances, type Balance } from '../journal/books/balances.js';
import { entriesOf } from '../journal/books/entries.js';
import type { Account, ClearingAccount } from '../journal/books/chart.js';
import { exchangeOrdersOf, isCancelled, nameOf } from '../journal/exchanges.js';
import { compareText, type Facts } from '../journal/facts.js';
import { erpOf } from './names.js';

/** What kind of document is missing or differs. */
export const openItemKinds = [
  'credit-without-offset',
  'offset-without-credit',
  'refund-without-offset',
  'offset-without-refund',
  'store-credit-without-offset',
  'offset-without-store-credit',
  'exchange-without-offset',
  'offset-without-exchange',
  'exchange-without-order',
  'exchange-order-above-value',
  'document-does-not-add-up',
] as const;
export type OpenItemKind = (typeof openItemKinds)[number];

/** Value that stands on a clearing account of a return. */
export interface OpenItem extends Balance {
  readonly account: ClearingAccount;
  readonly kind: OpenItemKind;
  /** In business words, with the amount. */
  readonly reason: string;
  /** When the account last left 0.00, ISO 8601 UTC. */
  readonly since: string;
}

/** What the books of the return have open. */
export function openItemsOf(facts: Facts): OpenItem[] {
  return openBalances(entriesOf(facts)).map(({ account, amount }) => {
    const kind = kindOf(account, amount);
    return {
      account,
      amount,
      kind,
      reason: reasonOf(kind, absolute(amount), facts),
      since: sinceOf(facts, account, amount),
    };
  });
}

function kindOf(account: ClearingAccount, { amount }: Money): OpenItemKind {
  switch (account) {
    case 'customer-receivable':
      return amount < 0 ? 'credit-without-offset' : 'offset-without-credit';
    case 'refund-clearing':
      return amount > 0 ? 'refund-without-offset' : 'offset-without-refund';
    case 'store-credit-liability':
      return amount > 0 ? 'store-credit-without-offset' : 'offset-without-store-credit';
    case 'exchange-clearing':
      return amount > 0 ? 'exchange-without-offset' : 'offset-without-exchange';
    case 'upsell-clearing':
      return amount < 0 ? 'exchange-without-order' : 'exchange-order-above-value';
    case 'rounding':
      return 'document-does-not-add-up';
    default:
      return unreachable(account);
  }
}

/** What stands open, in a sentence of its own. */
function reasonOf(kind: OpenItemKind, amount: Money, facts: Facts): string {
  const [money, erp] = [displayMoney(amount), erpOf(facts)];
  switch (kind) {
    case 'credit-without-offset':
      return `${money} of credit in ${erp} that nothing has used up`;
    case 'offset-without-credit':
      return `${money} offset in ${erp} beyond what was credited`;
    case 'refund-without-offset':
      return `${money} of refund that ${erp} does not know of`;
    case 'offset-without-refund':
      return `${money} offset in ${erp} for a refund that the shop has not paid`;
    case 'store-credit-without-offset':
      return `${money} of store credit that ${erp} does not know of`;
    case 'offset-without-store-credit':
      return `${money} offset in ${erp} for store credit that was not given`;
    case 'exchange-without-offset':
      return `${money} spent on the exchange that ${erp} does not know of`;
    case 'offset-without-exchange':
      return `${money} used up in ${erp} for an exchange that did not consume it`;
    case 'exchange-without-order':
      return `${money} of the exchange for which ${unsent(facts)}`;
    case 'exchange-order-above-value':
      return `${money} of goods in the exchange order that neither the returned value nor the shopper paid for`;
    case 'document-does-not-add-up':
      return `${money} that the parts of a document leave over`;
    default:
      return unreachable(kind);
  }
}

function unsent(facts: Facts): string {
  const cancelled = exchangeOrdersOf(facts).filter(isCancelled).map(nameOf);
  return cancelled.length === 0 ? 'no goods were ordered' : `${cancelled.join(', ')} was cancelled`;
}

/** Entries take effect in the order of their time; the last one that moved the account away from 0.00 opened the item. */
function sinceOf(facts: Facts, account: Account, { currency }: Money): string {
  const moves = entriesOf(facts)
    .flatMap(({ effectiveAt, lines }) => lines.map((line) => ({ ...line, effectiveAt })))
    .filter((line) => line.account === account && line.amount.currency === currency)
    .sort((left, right) => compareText(left.effectiveAt, right.effectiveAt));
  let [balance, since] = [0, ''];
  for (const { amount, effectiveAt } of moves) {
    if (balance === 0) since = effectiveAt;
    balance += amount.amount;
  }
  return since;
}
