import { isZero, type Money } from '@backhaul/money';
import { openBalances, type Balance } from './books/balances.js';
import { disputedCauses, entriesOf } from './books/entries.js';
import { exchangeOrdersOf, isCancelled, isExchange, nameOf } from './exchanges.js';
import { compareText, isSeen, ofType, type Facts, type FactType } from './facts.js';
import { isAnnounced, isReceived, needsNoReceipt, needsNoRestock } from './goods.js';
import { processedOf } from './processed.js';
import { needsNoImport, pendingOf, refundIdsOf, refundsOf, unimportedRefunds } from './refunds.js';
import { expectedTypes } from './route.js';
import { snapshotOf } from './snapshot.js';

/** Something without which a return is not settled. */
export type Requirement =
  | { readonly kind: 'initiated' }
  | { readonly kind: 'authorised' }
  | { readonly kind: 'expected'; readonly type: string }
  | { readonly kind: 'stock-level'; readonly sku: string; readonly locationId: string }
  | { readonly kind: 'processed' }
  /** An exchange item was out of stock when the return was processed. */
  | { readonly kind: 'out-of-stock' }
  | { readonly kind: 'refund'; readonly refundId: string | null }
  | { readonly kind: 'refund-money'; readonly refundId: string; readonly pending: Money }
  /** The replacement order in the shop; null while no order is named. */
  | { readonly kind: 'exchange-order'; readonly order: string | null }
  | { readonly kind: 'exchange-import'; readonly order: string }
  | { readonly kind: 'disputed'; readonly cause: string }
  | ({ readonly kind: 'open-balance' } & Balance);

/** What the facts still lack; empty means settled. A function of the facts alone. */
export function openRequirements(facts: Facts): readonly Requirement[] {
  const known = workedOut.get(facts);
  if (known !== undefined) return known;
  const open = lackingIn(facts);
  workedOut.set(facts, open);
  return open;
}

/** Facts never change, and settlement, status and what is waited for each ask for this. */
const workedOut = new WeakMap<Facts, readonly Requirement[]>();

function lackingIn(facts: Facts): Requirement[] {
  const entries = entriesOf(facts);
  return [
    ...missing(facts, 'ReturnInitiated', { kind: 'initiated' }),
    ...missing(facts, 'ReturnAuthorized', { kind: 'authorised' }),
    ...expectedTypes(facts)
      .filter((type) => !isMet(facts, type))
      .map((type): Requirement => ({ kind: 'expected', type })),
    ...openStockLevels(facts),
    ...missing(facts, 'ReturnProcessed', { kind: 'processed' }),
    ...(processedOf(facts)?.data.partial === true ? [{ kind: 'out-of-stock' } as const] : []),
    ...openRefunds(facts),
    ...openExchanges(facts),
    ...disputedCauses(entries).map((cause): Requirement => ({ kind: 'disputed', cause })),
    ...openBalances(entries).map((balance): Requirement => ({ kind: 'open-balance', ...balance })),
  ];
}

function missing(facts: Facts, type: FactType, requirement: Requirement): Requirement[] {
  return isSeen(facts, type) ? [] : [requirement];
}

/** `type` comes from another service's list, so it may be a name that we do not know. */
function isMet(facts: Facts, type: string): boolean {
  switch (type) {
    case 'AsnTransmitted':
      return isAnnounced(facts) || needsNoReceipt(facts);
    case 'ReceiptRecorded':
      return isReceived(facts) || needsNoReceipt(facts);
    case 'InventoryRestocked':
    case 'InventoryExported':
    case 'InventoryLevelSet':
      return isSeen(facts, type) || needsNoRestock(facts) || needsNoImport(facts);
    case 'RefundImported':
      return (isSeen(facts, type) && unimportedRefunds(facts).length === 0) || needsNoImport(facts);
    case 'CreditIssued':
      return isSeen(facts, type) || needsNoImport(facts);
    case 'CreditOffsetPosted':
    case 'CreditApplied':
      // Each may have used up all of the credit; the receivable shows whether together they did.
      return isSeen(facts, 'CreditOffsetPosted') || isSeen(facts, 'CreditApplied');
    case 'ExchangeOrderImported':
      // Asked for order by order.
      return true;
    default:
      return isSeen(facts, type);
  }
}

/** Tells one stock level of one place from the others. */
export function levelKey({ sku, locationId }: { sku: string; locationId: string }): string {
  return JSON.stringify([sku, locationId]);
}

/** Every level of an export must have arrived in the shop, where the route asks for it at all. */
function openStockLevels(facts: Facts): Requirement[] {
  if (!expectedTypes(facts).includes('InventoryLevelSet')) return [];
  const arrived = new Set(ofType(facts, 'InventoryLevelSet').map(({ data }) => levelKey(data)));
  const wanted = new Map(
    ofType(facts, 'InventoryExported').flatMap(({ data }) => data.levels.map((level) => [levelKey(level), level])),
  );
  return [...wanted]
    .filter(([key]) => !arrived.has(key))
    .sort(([left], [right]) => compareText(left, right))
    .map(([, { sku, locationId }]) => ({ kind: 'stock-level', sku, locationId }));
}

function openRefunds(facts: Facts): Requirement[] {
  const recorded = refundsOf(facts);
  const ids = new Set(recorded.map(({ data }) => data.refundId));
  const named = refundIdsOf(facts);
  const unnamed: Requirement[] = asksForRefund(facts) && named.length === 0 ? [{ kind: 'refund', refundId: null }] : [];
  const unseen = named.filter((refundId) => !ids.has(refundId));
  const pending = recorded.map((refund) => ({ refundId: refund.data.refundId, pending: pendingOf(refund, facts) }));
  return [
    ...unnamed,
    ...unseen.map((refundId): Requirement => ({ kind: 'refund', refundId })),
    ...pending.filter((part) => !isZero(part.pending)).map((part): Requirement => ({ kind: 'refund-money', ...part })),
  ];
}

function asksForRefund(facts: Facts): boolean {
  return (snapshotOf(facts)?.outcome ?? '').split('+').includes('refund');
}

/** Each replacement order has to be seen in the shop, and in the ERP where the route takes it there. */
function openExchanges(facts: Facts): Requirement[] {
  if (processedOf(facts) === undefined || !isExchange(facts)) return [];
  const orders = exchangeOrdersOf(facts);
  if (orders.length === 0) return [{ kind: 'exchange-order', order: null }];
  const imports = expectedTypes(facts).includes('ExchangeOrderImported');
  return orders.flatMap((order): Requirement[] => {
    if (order.shown.length === 0) return [{ kind: 'exchange-order', order: nameOf(order) }];
    if (!imports || order.imported !== undefined || isCancelled(order)) return [];
    return [{ kind: 'exchange-import', order: nameOf(order) }];
  });
}
