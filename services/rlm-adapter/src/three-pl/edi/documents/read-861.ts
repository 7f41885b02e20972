import type { ReceiptLine } from '../../../rlm-return-authorization/receipt.js';
import type { ReportedReceipt } from '../../port.js';
import type { TransactionSet } from '../x12/read-interchange.js';
import { element, type Segment } from '../x12/segment.js';
import type { Condition } from './condition-codes.js';
import { eaches, first, itemIn, momentOf, onlyKnown, referenceIn, whole, wrong, type Around } from './incoming.js';
import { condition, lineNumber, loopsOf, splitItem, wordsIn } from './receipt-loop.js';

const known = new Set(['BRA', 'REF', 'DTM', 'N1', 'N2', 'N3', 'N4', 'TD5', 'RCD', 'LIN', 'PID', 'CTT']);
/** An original, and one that replaces an earlier one. */
const purposes = ['00', '05'];
/** RCD-06/07/08 and four more triples to RCD-20. */
const triples = [6, 9, 12, 15, 18];

/** An 861 (contracts/rlm-and-3pl.md §4.4). @throws SetFault */
export function read861(set: TransactionSet, around: Around): ReportedReceipt {
  onlyKnown(set, known);
  const bra = first(set, 'BRA');
  if (!purposes.includes(element(bra, 3))) throw wrong(set, bra, `purpose “${element(bra, 3)}” is neither 00 nor 05`);
  const receiptId = element(bra, 1);
  if (receiptId === '' || receiptId.length > 12) throw wrong(set, bra, 'a receipt number has 1 to 12 characters');
  const { head, loops } = loopsOf(set.segments, 'RCD');
  const { qualifiers } = around.partner;
  const lines = loops.flatMap((loop) => lines861(set, loop));
  const ctt = set.segments.find(([id]) => id === 'CTT');
  if (ctt !== undefined && whole(set, ctt, 1) !== loops.length)
    throw wrong(set, ctt, `CTT says ${element(ctt, 1)} lines, there are ${loops.length}`);
  const warehouse = head.find((segment) => segment[0] === 'N1' && element(segment, 1) === 'ST');
  return {
    raNumber: referenceIn(head, qualifiers.ra),
    trackingNumber: referenceIn(head, qualifiers.tracking),
    orderNumber: referenceIn(head, qualifiers.order),
    receipt: {
      receiptId,
      revision: 1,
      receivedAt: momentOf(set, bra, 2, around),
      warehouse: (warehouse && element(warehouse, 4)) || around.warehouseCode,
      final: referenceIn(head, qualifiers.partial) !== 'PARTIAL',
      lines,
    },
  };
}

function lines861(set: TransactionSet, loop: Segment[]): ReceiptLine[] {
  const [rcd] = loop;
  if (rcd === undefined) return [];
  const lin = loop.find(([id]) => id === 'LIN');
  if (lin === undefined) throw wrong(set, rcd, 'no LIN follows it');
  const pid = loop.find(([id]) => id === 'PID');
  const note = pid === undefined ? null : wordsIn(pid);
  const conditions = triples
    .filter((at) => element(rcd, at) !== '')
    .map((at): Condition => ({ ...condition(set, rcd, eaches(set, rcd, at), element(rcd, at + 2)), note }));
  const lineNo = lineNumber(set, rcd, element(rcd, 1));
  return splitItem(set, rcd, { lineNo, ...itemIn(lin, 2), quantity: eaches(set, rcd, 2), conditions });
}
