import { snapshotOf } from '../journal/snapshot.js';
import type { JournalState } from '../journal/state.js';
import { historyOf } from './history.js';
import type { DocumentRef, HistoryLine } from './line.js';

/** Numbers under which a person may look for the return, each once. */
export function identifiersOf(
  state: JournalState,
  known: { returnId: string; orderId: string },
  history: readonly HistoryLine[] = historyOf(state),
): DocumentRef[] {
  const snapshot = snapshotOf(state.facts);
  const tracking = snapshot?.parcel.trackingNumber ?? null;
  const all: DocumentRef[] = [
    { kind: 'return id', number: known.returnId },
    { kind: 'order id', number: known.orderId },
    ...(snapshot === undefined ? [] : [{ kind: 'order', number: snapshot.order.orderName }]),
    ...(tracking === null ? [] : [{ kind: 'tracking number', number: tracking }]),
    ...history.flatMap(({ documents }) => documents),
  ];
  return [...new Map(all.map((one) => [`${one.kind}/${searchKey(one.number)}`, one])).values()];
}

/** How a number is compared in a search: people leave out the # of an order and mix case and blanks. */
export function searchKey(number: string): string {
  return number.trim().replace(/^#/, '').replaceAll(/\s+/g, '').toLowerCase();
}
