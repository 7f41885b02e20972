import { displayMoney } from '@backhaul/money';
import type { ClearingAccount } from '../journal/books/chart.js';
import { creditsApplied } from '../journal/books/offset-entries.js';
import { exchangeOrdersOf, isCancelled, nameOf } from '../journal/exchanges.js';
import { ofType, type Facts } from '../journal/facts.js';
import { unimportedRefunds } from '../journal/refunds.js';
import { creditUse } from '../journal/route.js';
import { erpOf } from './names.js';
import { openItemsOf } from './open-item.js';
import { lacking, of, type Progress, type Step } from './step.js';

/** The money in the shop. */
export const refunded: Step = ({ open }) => [
  ...of(open, 'refund').map(() => 'the refund in the shop'),
  ...of(open, 'refund-money').map(
    ({ pending }) => `${displayMoney(pending)} of the refund that the shop has not paid yet`,
  ),
];

/** The goods that the shopper gets instead, in the shop. */
export const exchanged: Step = ({ open }) => [
  ...of(open, 'out-of-stock').map(() => 'an exchange item that is out of stock, or what the shopper gets instead'),
  ...of(open, 'exchange-order').map(
    ({ order }) => `the exchange order${order === null ? '' : ` ${order}`} in the shop`,
  ),
];

/** What the ERP has to learn of the outcome. */
export const appliedInErp: Step = (progress) => [
  ...of(progress.open, 'exchange-import').map(
    ({ order }) => `the exchange order ${order} to be imported into ${erpOf(progress.facts)}`,
  ),
  ...refundImported(progress),
  ...offsets(progress),
];

const refundImported: Step = ({ facts, open }) => {
  const erp = erpOf(facts);
  const waiting = new Set(unimportedRefunds(facts));
  const skipped = ofType(facts, 'RefundSkipped').filter(
    ({ data }) => data.severity === 'warning' && (waiting.has(data.refundId) || waiting.size === 0),
  );
  const awaited = lacking(open, 'RefundImported', `${erp} to import the refund`);
  const reasons = skipped.map(({ data }) => `a person: ${erp} did not import the refund (${data.reason})`);
  return awaited.length > 0 && reasons.length > 0 ? reasons : awaited;
};

/** Each part of the outcome that the open credit still has to be used up for. */
const offsets: Step = ({ facts, open }) => {
  if (creditUse(facts) !== 'debits') return [];
  const parts = openItemsOf(facts)
    .filter(({ amount }) => amount.amount > 0)
    .flatMap(({ account, amount }) => offsetOf(account, displayMoney(amount), facts));
  if (parts.length > 0) return parts;
  return [
    ...lacking(open, 'CreditOffsetPosted', `the AR debit in ${erpOf(facts)}`),
    ...lacking(open, 'CreditApplied', `the credit to be applied in ${erpOf(facts)}`),
  ].slice(0, 1);
};

function offsetOf(account: ClearingAccount, money: string, facts: Facts): string[] {
  const erp = erpOf(facts);
  switch (account) {
    case 'refund-clearing':
      return [`the AR debit of ${money} for the refund in ${erp}`];
    case 'store-credit-liability':
      return [`the AR debit of ${money} for the store credit in ${erp}`];
    case 'exchange-clearing':
      return [offsetOfExchange(money, facts)];
    default:
      return [];
  }
}

/** An order that was discounted has had the value already; one at full price has an invoice to apply the credit to. */
function offsetOfExchange(money: string, facts: Facts): string {
  const orders = exchangeOrdersOf(facts).filter((order) => !isCancelled(order));
  const discounted = orders.some(({ shown }) => (shown.at(-1)?.data.creditDiscount.amount ?? 0) > 0);
  if (discounted) return `the AR debit of ${money} for the exchange in ${erpOf(facts)}`;
  const document =
    creditsApplied(facts).at(-1)?.data.creditDocument ?? ofType(facts, 'CreditIssued').at(-1)?.data.documentNumber;
  const invoice = orders.length === 0 ? 'the exchange order' : orders.map(nameOf).join(' and ');
  return `${money} of credit memo${document === undefined ? '' : ` ${document}`} to be applied to the invoice of ${invoice} in ${erpOf(facts)}`;
}

/** What stands on a clearing account, or cannot be told. */
export const openItems: Step = ({ facts, open }: Progress) => [
  ...of(open, 'disputed').map(({ cause }) => `finance to say which content of ${cause.replace(':', ' ')} is right`),
  ...openItemsOf(facts).map(({ reason }) => `finance to settle ${reason}`),
];
