import type { Row, Rows, StreamEvent } from '@backhaul/service-kit';
import { historyOf, SETTLED_LINE } from '../history/history.js';
import { identifiersOf, searchKey } from '../history/identifiers.js';
import type { DocumentRef, HistoryLine } from '../history/line.js';
import { entriesOf } from '../journal/books/entries.js';
import type { Entry } from '../journal/books/entry.js';
import { OWN_SOURCE, type JournalState } from '../journal/state.js';
import { openItemRows } from './open-item-rows.js';
import { returnBodyOf } from './return-body.js';
import { summaryOf, type ReturnRef, type Summary } from './summary.js';

/** What readers see of a return: a pure function of its events. */
export function returnRows(ref: ReturnRef, state: JournalState, stream: readonly StreamEvent[]): Rows {
  const { returnId } = ref;
  const history = historyOf(state);
  const summary = summaryOf(ref, state, history);
  const ids = ownEventIds(state, stream);
  const entries = entriesOf(state.facts).filter(({ id }) => state.posted.has(id));
  return {
    return_summary: [summaryRow(summary)],
    return_body: [{ return_id: returnId, body: returnBodyOf(state.facts, history) }],
    open_item: openItemRows(summary, state.facts),
    return_fact: history.map((line) => factRow(returnId, line, ids)),
    return_identifier: identifiersOf(state, ref, history).map((one) => identifierRow(returnId, one)),
    journal_line: entries.flatMap((entry) => lineRows(returnId, entry)),
  };
}

/** The event of ours that stands behind a line of the history, by the line's key. */
function ownEventIds({ facts }: JournalState, stream: readonly StreamEvent[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const tasks = new Map<string, string>();
  for (const { type, data, eventId } of stream) {
    if (type === 'ReturnSettled') ids.set(SETTLED_LINE, eventId);
    if (type === 'TaskOpened') tasks.set((data as { taskId: string }).taskId, eventId);
  }
  if (tasks.size === 0) return ids;
  for (const [key, fact] of facts) {
    const eventId = fact.type === 'TaskOpened' && fact.source === OWN_SOURCE ? tasks.get(fact.data.taskId) : undefined;
    if (eventId !== undefined) ids.set(key, eventId);
  }
  return ids;
}

function summaryRow(summary: Summary): Row {
  return {
    return_id: summary.returnId,
    merchant_id: summary.merchantId,
    order_id: summary.orderId,
    external_return_id: summary.externalReturnId,
    order_name: summary.orderName,
    outcome: summary.outcome,
    status: summary.status,
    states: summary.states,
    waiting_for: summary.waitingFor,
    units_expected: summary.unitsExpected,
    units_received: summary.unitsReceived,
    promised: summary.promised?.amount ?? null,
    paid_out: summary.paidOut?.amount ?? null,
    currency: summary.promised?.currency ?? null,
    opened_at: summary.openedAt,
    last_fact_at: summary.lastFactAt,
    settled_at: summary.settledAt,
  };
}

function factRow(returnId: string, line: HistoryLine, own: ReadonlyMap<string, string>): Row {
  return {
    return_id: returnId,
    line_key: line.key,
    event_id: line.eventId ?? own.get(line.key) ?? null,
    event_type: line.type,
    happened_at: line.happenedAt,
    learned_at: line.learnedAt,
    rank: line.rank,
    system: line.system,
    service: line.service,
    text: line.text,
    documents: line.documents,
    cause_event_id: line.causeEventId,
  };
}

function identifierRow(returnId: string, { kind, number }: DocumentRef): Row {
  return { return_id: returnId, kind, number, search_key: searchKey(number) };
}

function lineRows(returnId: string, { id, lines, ...entry }: Entry): Row[] {
  return lines.map(({ account, amount }, index) => ({
    return_id: returnId,
    entry_id: id,
    line_no: index + 1,
    account,
    amount: amount.amount,
    currency: amount.currency,
    description: entry.description,
    document_number: entry.documentNumber,
    effective_at: entry.effectiveAt,
    learned_at: entry.learnedAt,
    cause_event_id: entry.causeEventId,
  }));
}
