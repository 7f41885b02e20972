import type { Adjustment } from '../../port.js';
import { SetFault } from '../x12/faults.js';
import type { TransactionSet } from '../x12/read-interchange.js';
import { element } from '../x12/segment.js';
import { first, itemIn, momentOf, onlyKnown, referenceIn, whole, wrong, type Around } from './incoming.js';

const known = new Set(['W15', 'N1', 'N2', 'N3', 'N4', 'N9', 'G62', 'NTE', 'W19', 'G69', 'W20']);

/** W19-01 (contracts/rlm-and-3pl.md §4.4). */
const reasons: Readonly<Record<string, string>> = {
  AC: 'condition changed',
  BR: 'regraded',
  BS: 'downgraded',
  AU: 'damaged in the warehouse',
  AV: 'damaged in transit',
  '05': 'put on hold',
  '55': 'taken off hold',
  '07': 'destroyed',
  AY: 'counted wrongly when received',
};

/** A 947: what was received before is graded anew (contracts/rlm-and-3pl.md §4.4). @throws SetFault */
export function read947(set: TransactionSet, around: Around): Adjustment {
  onlyKnown(set, known);
  const w15 = first(set, 'W15');
  const adjustmentId = element(w15, 2);
  if (adjustmentId === '') throw wrong(set, w15, 'no adjustment number');
  const { qualifiers } = around.partner;
  const lines = set.segments
    .filter(([id]) => id === 'W19')
    .map((w19) => {
      const code = element(w19, 1);
      const reason = reasons[code];
      if (reason === undefined) throw wrong(set, w19, `reason “${code}” is not known`);
      if (element(w19, 3) !== 'EA') throw wrong(set, w19, `unit “${element(w19, 3)}” is not EA`);
      return { reason, quantity: whole(set, w19, 2), ...itemIn(w19, 5) };
    });
  if (lines.length === 0) throw new SetFault('a 947 without W19', '5');
  return {
    adjustmentId,
    raNumber: referenceIn(set.segments, qualifiers.ra),
    receiptId: referenceIn(set.segments, qualifiers.receipt),
    adjustedAt: momentOf(set, w15, 1, around),
    lines,
  };
}
