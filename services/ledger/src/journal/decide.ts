import { nothing, unreachable, type Decider, type Decision } from '@backhaul/contracts';
import { entriesOf } from './books/entries.js';
import type { Entry } from './books/entry.js';
import type { Command, RecordFact } from './commands.js';
import { booksChanged } from './dispute.js';
import type { JournalEvent } from './events.js';
import { factKey, ofType, type Facts } from './facts.js';
import { isSettled, paidOut, settlementMoment } from './settlement.js';
import { snapshotOf } from './snapshot.js';
import { evolve, initial, type JournalState } from './state.js';

/** What follows from a command; pure. */
export function decide(command: Command, state: JournalState): Decision<JournalEvent> {
  switch (command.kind) {
    case 'RecordFact':
      return recordFact(command, state);
    default:
      return unreachable(command.kind);
  }
}

/** The pure aggregate. */
export const journal: Decider<JournalState, Command, JournalEvent> = { initial, decide, evolve };

function recordFact({ returnId, fact }: RecordFact, state: JournalState): Decision<JournalEvent> {
  const key = factKey(fact);
  if (state.facts.has(key)) return nothing;
  const facts = new Map([...state.facts, [key, fact]]);
  const events: JournalEvent[] = [
    { type: 'FactRecorded', data: { fact }, occurredAt: new Date(fact.time) },
    ...postings(returnId, facts, state),
  ];
  if (state.kind === 'open' && isSettled(facts)) events.push(settled(returnId, facts));
  return { events, calls: [] };
}

/** Entries not posted yet; a cause that is posted already and now has another content is for a person. */
function postings(returnId: string, facts: Facts, { posted }: JournalState): JournalEvent[] {
  const entries = entriesOf(facts);
  const byCause = new Map(entries.filter(({ id }) => posted.has(id)).map((entry) => [entry.cause, entry]));
  const openTasks = new Set(ofType(facts, 'TaskOpened').map(({ data }) => data.taskId));
  return entries
    .filter(({ id }) => !posted.has(id))
    .flatMap((entry) => {
      const standing = byCause.get(entry.cause);
      if (standing === undefined) return [entryPosted(returnId, entry)];
      const task = booksChanged(returnId, standing, entry);
      return openTasks.has(task.data.taskId) ? [] : [task];
    });
}

function entryPosted(returnId: string, { id: entryId, ...entry }: Entry): JournalEvent {
  const { description, effectiveAt, documentNumber } = entry;
  return {
    type: 'JournalEntryPosted',
    data: { returnId, entryId, description, effectiveAt, documentNumber, lines: [...entry.lines] },
    occurredAt: new Date(effectiveAt),
  };
}

function settled(returnId: string, facts: Facts): JournalEvent {
  const { happenedAt: settledAt } = settlementMoment(facts);
  const currency = snapshotOf(facts)?.amounts.total.currency ?? 'USD';
  return {
    type: 'ReturnSettled',
    data: { returnId, settledAt, paidOut: paidOut(facts, currency), documents: settlingDocuments(facts) },
    occurredAt: new Date(settledAt),
  };
}

function settlingDocuments(facts: Facts): string[] {
  const authorisations = ofType(facts, 'ReturnAuthorized').map(({ data }) => data.documentNumber);
  const postings = entriesOf(facts).flatMap(({ documentNumber }) => documentNumber ?? []);
  return [...new Set([...authorisations, ...postings])];
}
