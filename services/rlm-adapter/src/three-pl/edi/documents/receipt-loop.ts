import type { ReceiptLine } from '../../../rlm-return-authorization/receipt.js';
import type { TransactionSet } from '../x12/read-interchange.js';
import { element, type Segment } from '../x12/segment.js';
import { isKnownCode, linesOf, type Condition, type CountedItem } from './condition-codes.js';
import { wrong } from './incoming.js';

/** Cuts a document into its head and one loop per item, each beginning with `start`. */
export function loopsOf(segments: readonly Segment[], start: string): { head: Segment[]; loops: Segment[][] } {
  const head: Segment[] = [];
  const loops: Segment[][] = [];
  for (const segment of segments) {
    if (segment[0] === start) loops.push([segment]);
    else (loops.at(-1) ?? head).push(segment);
  }
  return { head, loops };
}

/** A condition with its code looked at. @throws SetFault */
export function condition(set: TransactionSet, segment: Segment, quantity: number, code: string): Condition {
  if (!isKnownCode(code)) throw wrong(set, segment, `condition “${code}” is not known`);
  return { quantity, code, note: null };
}

/** The item's units by condition. @throws SetFault when the parts are more than the whole */
export function splitItem(set: TransactionSet, segment: Segment, item: CountedItem): ReceiptLine[] {
  const lines = linesOf(item);
  if (lines === null) throw wrong(set, segment, 'more units have a condition than came');
  if (item.sku === null && item.barcode === null) throw wrong(set, segment, 'neither SKU nor UPC');
  return lines;
}

/** Number of an RA line; null where the partner names none. @throws SetFault */
export function lineNumber(set: TransactionSet, segment: Segment, text: string | null): number | null {
  if (text === null || text === '') return null;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw wrong(set, segment, `line “${text}” is no line number`);
}

/** The words of an NTE or PID. */
export const wordsIn = (segment: Segment): string | null =>
  (segment[0] === 'PID' ? element(segment, 5) : element(segment, 2)) || null;
