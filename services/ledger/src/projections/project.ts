import type { NewEvent, Queryable } from '@backhaul/event-store';
import { historyOf, SETTLED_LINE } from '../history/history.js';
import { identifiersOf } from '../history/identifiers.js';
import { entriesOf } from '../journal/books/entries.js';
import { factKey } from '../journal/facts.js';
import type { JournalState } from '../journal/state.js';
import { summaryOf, type ReturnRef } from './summary.js';
import { writeHistory, writeIdentifiers, writeJournal } from './write-lines.js';
import { writeSummary } from './write-summary.js';

/** Brings what readers see of a return up to date, in the transaction that appended the events. */
export async function project(
  tx: Queryable,
  ref: ReturnRef,
  state: JournalState,
  appended: readonly Pick<NewEvent, 'eventId' | 'type' | 'data'>[],
): Promise<void> {
  const { returnId } = ref;
  const ownIds = new Map(appended.map(({ eventId, type, data }) => [lineKeyOf(type, data), eventId]));
  const history = historyOf(state);
  const lines = history.map((line) => ({ ...line, eventId: line.eventId ?? ownIds.get(line.key) ?? null }));
  await writeSummary(tx, summaryOf(ref, state, history));
  await writeHistory(tx, returnId, lines);
  await writeIdentifiers(tx, returnId, identifiersOf(state, ref));
  await writeJournal(
    tx,
    returnId,
    entriesOf(state.facts).filter(({ id }) => state.posted.has(id)),
  );
}

/** The history line that an event of ours stands behind. */
function lineKeyOf(type: string, data: unknown): string {
  return type === 'ReturnSettled' ? SETTLED_LINE : factKey({ type, data });
}
