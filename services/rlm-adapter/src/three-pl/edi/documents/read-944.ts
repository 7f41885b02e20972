import type { ReceiptLine } from '../../../rlm-return-authorization/receipt.js';
import type { ReportedReceipt } from '../../port.js';
import type { TransactionSet } from '../x12/read-interchange.js';
import { element, type Segment } from '../x12/segment.js';
import type { Condition } from './condition-codes.js';
import { eaches, first, itemIn, momentOf, onlyKnown, referenceIn, whole, wrong, type Around } from './incoming.js';
import { condition, lineNumber, loopsOf, splitItem, wordsIn } from './receipt-loop.js';

const known = new Set([
  ...['W17', 'N1', 'N2', 'N3', 'N4', 'N9', 'G62', 'NTE', 'W08'],
  ...['W07', 'G69', 'W20', 'W13', 'W14'],
]);

/** A 944 (contracts/rlm-and-3pl.md §4.4). @throws SetFault */
export function read944(set: TransactionSet, around: Around): ReportedReceipt {
  onlyKnown(set, known);
  const w17 = first(set, 'W17');
  const code = element(w17, 1);
  if (code !== 'C' && code !== 'F') throw wrong(set, w17, `reporting code “${code}” is neither C nor F`);
  const receiptId = element(w17, 3);
  if (receiptId === '' || receiptId.length > 12) throw wrong(set, w17, 'a receipt number has 1 to 12 characters');
  const { head, loops } = loopsOf(set.segments, 'W07');
  const { qualifiers } = around.partner;
  const lines = loops.flatMap((loop) => lines944(set, loop, around));
  assertTotal(set, loops);
  const warehouse = head.find((segment) => segment[0] === 'N1' && element(segment, 1) === 'WH');
  return {
    raNumber: referenceIn(head, qualifiers.ra) ?? (element(w17, 4) || null),
    trackingNumber: referenceIn(head, qualifiers.tracking),
    orderNumber: referenceIn(head, qualifiers.order),
    receipt: {
      receiptId,
      revision: 1,
      receivedAt: momentOf(set, w17, 2, around),
      warehouse: (warehouse && element(warehouse, 4)) || around.warehouseCode,
      final: referenceIn(head, qualifiers.partial) !== 'PARTIAL',
      lines,
    },
  };
}

function lines944(set: TransactionSet, loop: Segment[], { partner }: Around): ReceiptLine[] {
  const [w07] = loop;
  if (w07 === undefined) return [];
  const conditions: Condition[] = [];
  for (const segment of loop) {
    if (segment[0] === 'W13') conditions.push(condition(set, segment, eaches(set, segment, 1), element(segment, 3)));
    // A note says more about the condition before it.
    if (segment[0] === 'NTE') noteLast(conditions, wordsIn(segment));
  }
  const lineNo = lineNumber(set, w07, referenceIn(loop, partner.qualifiers.line));
  return splitItem(set, w07, { lineNo, ...itemIn(w07, 4), quantity: eaches(set, w07, 1), conditions });
}

function noteLast(conditions: Condition[], note: string | null): void {
  const last = conditions.pop();
  if (last !== undefined) conditions.push({ ...last, note });
}

/** W14-01 counts all units. */
function assertTotal(set: TransactionSet, loops: readonly Segment[][]): void {
  const w14 = set.segments.find(([id]) => id === 'W14');
  if (w14 === undefined) return;
  const units = loops.reduce((sum, [w07]) => sum + (w07 === undefined ? 0 : eaches(set, w07, 1)), 0);
  const total = whole(set, w14, 1);
  if (total !== units) throw wrong(set, w14, `W14 says ${total} units, the lines have ${units}`);
}
