import type { SetFault } from '../x12/faults.js';
import type { Group, TransactionSet } from '../x12/read-interchange.js';
import type { Segment } from '../x12/segment.js';
import type { OutgoingSet } from '../x12/write-interchange.js';

/** A document of the partner, and why it was not taken. */
export interface Judged {
  readonly set: Pick<TransactionSet, 'id' | 'control'>;
  readonly fault: SetFault | null;
}

/** Our answer to a group of the partner: what was taken, and what not and why. */
export function write997(
  { functionalId, control, fault }: Pick<Group, 'functionalId' | 'control' | 'fault'>,
  judged: readonly Judged[],
): OutgoingSet {
  const taken = fault === null ? judged.filter((each) => each.fault === null).length : 0;
  const total = String(judged.length);
  const verdict = taken === judged.length && fault === null ? 'A' : taken > 0 ? 'P' : 'R';
  return {
    id: '997',
    functionalId: 'FA',
    segments: [
      ['AK1', functionalId, control],
      ...judged.flatMap((each) => answerTo(each, fault !== null)),
      ['AK9', verdict, total, total, String(taken), ...(fault === null ? [] : [fault.code])],
    ],
  };
}

function answerTo({ set, fault }: Judged, groupRefused: boolean): Segment[] {
  const ak2: Segment = ['AK2', set.id, set.control];
  if (fault === null) return [ak2, ['AK5', groupRefused ? 'R' : 'A']];
  const { at, ak5 } = fault;
  // AK3-04: 1 a segment that the document does not have, 8 one with wrong elements.
  const ak3: Segment[] = at === null ? [] : [['AK3', at.id, String(at.position), '', at.unknown ? '1' : '8']];
  return [ak2, ...ak3, ['AK5', 'R', ak5]];
}
