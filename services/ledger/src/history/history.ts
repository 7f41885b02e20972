import { exchangeOrdersOf } from '../journal/exchanges.js';
import { compareText, type Fact, type FactType } from '../journal/facts.js';
import { refundIdsOf } from '../journal/refunds.js';
import { settlementMoment } from '../journal/settlement.js';
import { OWN_SOURCE, type JournalState } from '../journal/state.js';
import { erpBooksWording } from './erp-books-wording.js';
import { erpWording } from './erp-wording.js';
import type { HistoryLine, Telling, Wording } from './line.js';
import { loopWording } from './loop-wording.js';
import { repeatedTellings } from './repeated-tellings.js';
import { shopifyWording } from './shopify-wording.js';
import { taskWording } from './task-wording.js';

const wording: Wording<FactType> = {
  ...loopWording,
  ...shopifyWording,
  ...erpWording,
  ...erpBooksWording,
  ...taskWording,
};

/** The flow from its start; orders the lines of one instant. */
const flow: readonly (FactType | 'ReturnSettled')[] = [
  'OrderRecorded',
  'ReturnInitiated',
  'ReturnRevised',
  'ReturnUnitsRemoved',
  'ReturnAuthorized',
  'AsnTransmitted',
  'ParcelProgressed',
  'ReceiptRecorded',
  'InventoryRestocked',
  'CreditIssued',
  'ReturnHeld',
  'ReturnFlagged',
  'ReturnCleared',
  'ReturnProcessingFailed',
  'RefundRecorded',
  'RefundMoneySettled',
  'RefundMoneyFailed',
  'ReturnProcessed',
  'ExchangeOrderCreated',
  'ExchangeOrderImported',
  'ReturnCancelled',
  'ReturnExpired',
  'ReturnClosed',
  'AuthorizationCancelled',
  'RefundImported',
  'RefundSkipped',
  'CreditOffsetPosted',
  'CreditApplied',
  'InventoryExported',
  'InventoryLevelSet',
  'TaskOpened',
  'TaskClosed',
  'ReturnSettled',
];

/** Key of the one line that a return's settlement has. */
export const SETTLED_LINE = 'settled';

/** The history of a return, oldest first. */
export function historyOf(state: JournalState): HistoryLine[] {
  const own = {
    refunds: new Set(refundIdsOf(state.facts)),
    orders: new Set(exchangeOrdersOf(state.facts).map(({ orderId }) => orderId)),
  };
  const repeated = repeatedTellings(state.facts);
  const lines = [...state.facts]
    .filter(([, fact]) => isOwn(fact, own) && !repeated.has(fact))
    .map(([key, fact]) => lineOf(key, fact));
  return [...lines, ...settledLine(state)].sort(inOrder);
}

/** Oldest first; at one instant in the order of the flow. */
export function inOrder(left: HistoryLine, right: HistoryLine): number {
  return compareText(left.happenedAt, right.happenedAt) || left.rank - right.rank || compareText(left.key, right.key);
}

interface Own {
  readonly refunds: ReadonlySet<string>;
  readonly orders: ReadonlySet<string>;
}

/** A refund or exchange order of the same order may belong to another return; it is told here once this return names it. */
function isOwn(fact: Fact, { refunds, orders }: Own): boolean {
  switch (fact.type) {
    case 'RefundRecorded':
    case 'RefundMoneySettled':
    case 'RefundMoneyFailed':
      return refunds.has(fact.data.refundId);
    case 'ExchangeOrderCreated':
      return fact.data.returnId !== null || (orders.has(fact.data.exchangeOrderId) && !fact.data.native);
    default:
      return true;
  }
}

function lineOf(key: string, fact: Fact): HistoryLine {
  return {
    ...tell(fact),
    key,
    eventId: isOurs(fact) ? null : fact.id,
    type: fact.type,
    rank: flow.indexOf(fact.type),
    happenedAt: fact.time,
    learnedAt: fact.recordedAt,
    service: fact.source.split('/').at(-1) ?? fact.source,
    causeEventId: fact.causationId,
  };
}

function tell(fact: Fact): Telling {
  const words = wording[fact.type] as (data: Fact['data']) => Telling;
  return words(fact.data);
}

function isOurs(fact: Fact): boolean {
  return fact.source === OWN_SOURCE;
}

function settledLine(state: JournalState): HistoryLine[] {
  if (state.kind === 'open') return [];
  const { learnedAt, causeEventId } = settlementMoment(state.facts);
  return [
    {
      system: 'Backhaul',
      text: 'Settled: every account 0.00',
      documents: [],
      key: SETTLED_LINE,
      eventId: null,
      type: 'ReturnSettled',
      rank: flow.indexOf('ReturnSettled'),
      happenedAt: state.settledAt,
      learnedAt,
      service: 'ledger',
      causeEventId,
    },
  ];
}
