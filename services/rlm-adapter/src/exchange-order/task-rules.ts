import type { DueTask } from '@backhaul/contracts';
import { displayMoney, subtract } from '@backhaul/money';
import { draftValues, editValues, exchangeDraftOf } from './draft.js';
import { hindranceOf, type Hindrance } from './hindrances.js';
import { numbersOf, receivableOf } from './rlm-order.js';
import { valueOf } from './shop-order.js';
import { isImported, paidBy, type ExchangeOrder, type Seen } from './state.js';

/** Says whether a person is needed by what is known of the order, whatever became known first. */
type TaskRule = (seen: Seen, state: ExchangeOrder) => DueTask | null;

const named = ({ order }: Seen): string => `exchange order ${order.exchangeOrderName}`;
const waitsBecause = (hindrance: Hindrance, seen: Seen, state: ExchangeOrder): boolean =>
  !isImported(state) && hindranceOf(seen, state) === hindrance;

/** Empty while the return has not told how it is paid. */
function values({ order, policy }: Seen, state: ExchangeOrder): Record<string, string> {
  const share = paidBy(state);
  if (share === null || state.returnId === null)
    return { order: order.exchangeOrderName, 'exchange for': order.orderName };
  return draftValues(exchangeDraftOf(state.returnId, order, share.captured, policy));
}

/** No return has named it yet: usually a matter of minutes. */
const unnamed: TaskRule = (seen, state) => {
  if (seen.order.confidence === 'certain' || !waitsBecause('no-return', seen, state)) return null;
  return {
    kind: 'match-exchange-order',
    title: `No return names ${named(seen)}`,
    why: `It looks like an exchange for ${seen.order.orderName} (${seen.order.evidence.join(', ')}). Nothing is imported before a return names it.`,
    values: values(seen, state),
    role: 'operator',
  };
};

/** Recognised by its name and tags alone. */
const approve: TaskRule = (seen, state) => {
  if (!waitsBecause('not-approved', seen, state)) return null;
  return {
    kind: 'approve-exchange-order',
    title: `Look at ${named(seen)} before it is imported`,
    why: `It was recognised by this alone: ${seen.order.evidence.join(', ')}. Import it when it replaces goods of ${seen.order.orderName}, or dismiss it.`,
    values: values(seen, state),
    role: 'operator',
  };
};

/** Shop and Loop say different things about what the shopper paid. */
const moneyDiffers: TaskRule = (seen, state) => {
  const share = paidBy(state);
  const { credit } = state;
  if (share === null || credit === null || !waitsBecause('money-differs', seen, state)) return null;
  return {
    kind: 'exchange-money-differs',
    title: `Shop and Loop differ by ${displayMoney(share.differs)} on ${named(seen)}`,
    why: 'What the shop asks for the order is not what Loop says was paid for it, by returned value and by money. Find out what the shopper really paid, then import it or dismiss it.',
    values: {
      order: seen.order.exchangeOrderName,
      'value in the shop': displayMoney(valueOf(seen.order)),
      'returned value in Loop': displayMoney(credit.credit),
      'paid on top in Loop': displayMoney(credit.upsell),
    },
    role: 'finance',
  };
};

/** The ERP's API takes no change of an order: the items of a native exchange are added by a person. */
const editOrder: TaskRule = (seen, state) => {
  const share = paidBy(state);
  if (share === null || !waitsBecause('native', seen, state)) return null;
  const { order, policy } = seen;
  return {
    kind: 'amend-order',
    title: `Add the items of the exchange to order ${order.orderName} in RLM`,
    why: 'The exchange was made on the original order. Add the items with the shop’s line ids, and the misc. charge for the returned value.',
    values: {
      ...editValues(order, share, policy),
      'line ids': order.lines.map(({ orderLineId }) => orderLineId).join(', '),
    },
    role: 'operator',
  };
};

const importByHand: TaskRule = (seen, state) => {
  if (!waitsBecause('by-person', seen, state)) return null;
  return {
    kind: 'import-exchange-order',
    title: `Import ${named(seen)} into RLM`,
    why: 'Enter the order in RLM with exactly these values, or have it imported now.',
    values: values(seen, state),
    role: 'operator',
  };
};

/** The ERP's own job was to bring it. */
const missing: TaskRule = (seen, state) => {
  if (!state.missing || !waitsBecause('vendor-link', seen, state)) return null;
  return {
    kind: 'find-exchange-order',
    title: `RLM has not imported ${named(seen)}`,
    why: 'RLM’s own job Shopify Import Orders brings the orders of this store. Look at its errors in RLM and run it again; nothing is imported from here.',
    values: values(seen, state),
    role: 'operator',
  };
};

/** The call did not come to its end. */
const setback: TaskRule = (seen, state) => {
  const { setback: known } = state;
  if (known === null || seen.order.cancelled || state.dismissed || isImported(state)) return null;
  return {
    kind: 'import-exchange-order',
    title: known.outcome === 'refused' ? `Import ${named(seen)} into RLM` : `Is it in RLM? Import ${named(seen)}`,
    why: `${known.reason.replace(/[.\s]*$/, '.')} Mend the cause and import it now, or enter it in RLM with these values.`,
    values: known.values,
    role: 'operator',
  };
};

/** Cancelled in the shop after it had been imported: it must not be picked. */
const cancelledAfterImport: TaskRule = (seen, state) => {
  const live = state.orders.filter(({ status }) => status !== 'cancelled');
  if (!seen.order.cancelled || seen.order.native || live.length === 0) return null;
  return {
    kind: 'cancel-exchange-order',
    title: `Cancel order ${numbersOf(live)}: ${named(seen)} was cancelled in Shopify`,
    why: 'The order stands in RLM and would be picked. Cancel it there, then look in Loop what the shopper is owed now.',
    values: { 'RLM order': numbersOf(live), order: seen.order.exchangeOrderName },
    role: 'operator',
  };
};

/** The customer must owe for it exactly what was captured (contracts/rlm-and-3pl.md §7). */
const receivableDiffers: TaskRule = (seen, state) => {
  const share = paidBy(state);
  const { order } = seen;
  if (share === null || order.native || order.cancelled || !isImported(state)) return null;
  const receivable = receivableOf(state.orders, order.total.currency);
  const difference = subtract(receivable, share.captured);
  if (difference.amount === 0) return null;
  return {
    kind: 'exchange-total-differs',
    title: `Order ${numbersOf(state.orders)} leaves ${displayMoney(difference)} open on the customer’s account`,
    why: 'What RLM asks for the order is not what the shopper paid. Correct its discount or misc. charge before it is invoiced.',
    values: {
      ...values(seen, state),
      'in RLM': displayMoney(receivable),
      paid: displayMoney(share.captured),
      'RLM order': numbersOf(state.orders),
    },
    role: 'finance',
  };
};

/** Adding a rule is one line here and one test. */
export const taskRules: readonly TaskRule[] = [
  unnamed,
  approve,
  moneyDiffers,
  editOrder,
  importByHand,
  missing,
  setback,
  cancelledAfterImport,
  receivableDiffers,
];

/** Tasks that a look at the ERP may close. */
const closedByALook = [
  'amend-order',
  'import-exchange-order',
  'find-exchange-order',
  'cancel-exchange-order',
  'exchange-total-differs',
];

/** True while what others do in the ERP may change something here, so that it is worth looking. */
export function isWatched(state: ExchangeOrder): boolean {
  const { seen, tasks } = state;
  if (seen === null) return false;
  if (waitsBecause('vendor-link', seen, state)) return true;
  return [...tasks.keys()].some((id) => closedByALook.includes(id.slice(0, id.indexOf(':'))));
}
