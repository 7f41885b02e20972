import type { DueTask } from '@backhaul/contracts';
import { displayMoney, subtract } from '@backhaul/money';
import { blockingIssues, hindranceOf } from './hindrances.js';
import { importDraftOf, importValues } from './import-draft.js';
import type { ExchangeOrder, Seen } from './state.js';

/** Says whether a person is needed by what is known of the order, whatever became known first. */
type TaskRule = (seen: Seen, state: ExchangeOrder) => DueTask | null;

const named = ({ order }: Seen): string => `exchange order ${order.exchangeOrderName}`;
const values = (seen: Seen, { returnId }: ExchangeOrder): Record<string, string> =>
  importValues(importDraftOf(returnId ?? '', seen.order, seen.policy));
const isOpen = ({ imported }: ExchangeOrder): boolean => imported === null;

/** Recognised by its name alone, or one of the first of the store. */
const approve: TaskRule = (seen, state) => {
  if (!isOpen(state) || hindranceOf(seen, state) !== 'not-approved') return null;
  const { order, policy } = seen;
  const why =
    order.confidence === 'certain'
      ? `The first ${policy.approveFirst} exchange orders of a store are looked at by a person.`
      : `It was recognised by this alone: ${order.evidence.join(', ')}.`;
  return {
    kind: 'approve-exchange-order',
    title: `Look at ${named(seen)} before it is imported`,
    why: `${why} Approve it when it replaces goods of ${order.orderName}; then it is imported by itself.`,
    values: { ...values(seen, state), total: displayMoney(order.total) },
    role: 'operator',
  };
};

/** No return has named it yet: usually a matter of minutes. */
const unnamed: TaskRule = (seen, state) => {
  if (!isOpen(state) || hindranceOf(seen, state) !== 'no-return' || seen.order.confidence === 'certain') return null;
  return {
    kind: 'match-exchange-order',
    title: `No return names ${named(seen)}`,
    why: `It looks like an exchange for ${seen.order.orderName} (${seen.order.evidence.join(', ')}). Nothing is imported before a return names it.`,
    values: { order: seen.order.exchangeOrderName, 'exchange for': seen.order.orderName },
    role: 'operator',
  };
};

/** Exchange orders are never imported automatically: a person has AIMS360 read them from the shop. */
const readFromShop: TaskRule = (seen, state) => {
  if (!isOpen(state) || !state.missed || hindranceOf(seen, state) !== 'not-staged') return null;
  return {
    kind: 'read-shop-orders',
    title: `Have AIMS360 read ${named(seen)} from Shopify`,
    why: 'Open the Shopify module and click Import Orders from Shopify. The rest goes by itself once the order shows there.',
    values: { order: seen.order.exchangeOrderName },
    role: 'operator',
  };
};

const importByHand: TaskRule = (seen, state) => {
  if (!isOpen(state) || hindranceOf(seen, state) !== 'by-person') return null;
  return {
    kind: 'import-exchange-order',
    title: `Import ${named(seen)} into AIMS360`,
    why: 'Click Import Orders from Shopify, select the order, and fill in shipping type and payment type.',
    values: values(seen, state),
    role: 'operator',
  };
};

const rejected: TaskRule = (seen, state) => {
  const hindrance = hindranceOf(seen, state);
  if (!isOpen(state) || (hindrance !== 'rejected' && hindrance !== 'issues')) return null;
  const said = blockingIssues(state).map(({ code, message }) => `${message} (${code})`);
  return {
    kind: 'exchange-order-issue',
    title: `AIMS360 does not take ${named(seen)}`,
    why: `${said.length === 0 ? 'The order was rejected there.' : `${said.join('; ')}.`} Mend it in AIMS360; the import goes on by itself once the order shows no issue.`,
    values: values(seen, state),
    role: 'operator',
  };
};

/** The call did not come to its end. */
const setback: TaskRule = (seen, state) => {
  if (state.setback === null || seen.order.cancelled) return null;
  const { outcome, reason, kind, values: exact } = state.setback.setback;
  const what = seen.order.native ? `Add the items of the exchange to ${seen.order.orderName}` : `Import ${named(seen)}`;
  return {
    kind: kind ?? (seen.order.native ? 'amend-order' : 'import-exchange-order'),
    title: outcome === 'refused' ? `${what} in AIMS360` : `Is it in AIMS360? ${what}`,
    why: `${reason.replace(/[.\s]*$/, '.')} Mend the cause and retry the call, or do it in AIMS360 with these values.`,
    values: exact,
    role: 'operator',
  };
};

/** Cancelled in the shop after it had been imported: it must not be picked. */
const cancelledAfterImport: TaskRule = (seen, { imported }) => {
  if (!seen.order.cancelled || imported === null) return null;
  return {
    kind: 'cancel-exchange-order',
    title: `Cancel order ${imported.orderNumber}: ${named(seen)} was cancelled in Shopify`,
    why: 'The order stands in AIMS360 and would be picked. Cancel it there, then look whether the shopper is owed a refund.',
    values: { 'AIMS360 order': imported.orderNumber, order: seen.order.exchangeOrderName },
    role: 'operator',
  };
};

/** Discounts are percentages in AIMS360: cents may remain, more may not (contracts/aims360.md §6). */
const totalDiffers: TaskRule = (seen, { imported }) => {
  const { order, policy } = seen;
  const total = imported?.total ?? null;
  if (total === null || imported === null || order.native || total.currency !== order.total.currency) return null;
  const difference = subtract(total, order.total);
  if (Math.abs(difference.amount) <= policy.toleranceMinor) return null;
  return {
    kind: 'exchange-total-differs',
    title: `Order ${imported.orderNumber} and ${named(seen)} differ by ${displayMoney(difference)}`,
    why: 'The discount for the returned value did not come over in full. Correct the order in AIMS360 before it is invoiced.',
    values: { 'in Shopify': displayMoney(order.total), 'in AIMS360': displayMoney(total), order: imported.orderNumber },
    role: 'finance',
  };
};

/** Adding a rule is one line here and one test. */
export const taskRules: readonly TaskRule[] = [
  approve,
  unnamed,
  readFromShop,
  importByHand,
  rejected,
  setback,
  cancelledAfterImport,
  totalDiffers,
];
