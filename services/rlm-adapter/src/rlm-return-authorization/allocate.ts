import { dispositionOf, isRejected, qualityOf, remarkOf } from './grade.js';
import type { RaLine } from './ra-lines.js';
import type { ReceiptLine, TakenUnit } from './receipt.js';

/** A unit and the line of the receipt on which it came. */
export interface AllocatedUnit<L extends ReceiptLine = ReceiptLine> extends TakenUnit {
  readonly line: L;
}

/**
 * Puts what came on the units that were announced (contracts/rlm-and-3pl.md §5): lines that name an RA line first, then the
 * others in line order, good units before the rest. What finds no unit is over, wrong or unexpected, and keeps no unit id.
 */
export function allocate<L extends ReceiptLine>(
  received: readonly L[],
  lines: readonly RaLine[],
  elsewhere: readonly string[] = [],
): AllocatedUnit<L>[] {
  const taken = new Set(elsewhere);
  const inOrder = [...received].sort((left, right) => rank(left) - rank(right));
  return inOrder.flatMap((line) => {
    const waiting = candidates(line, lines)
      .flatMap(({ unitIds }) => unitIds)
      .filter((id) => !taken.has(id));
    return Array.from({ length: line.quantity }, (_, index): AllocatedUnit<L> => {
      const unitId = waiting[index] ?? null;
      if (unitId !== null) taken.add(unitId);
      return { ...unitOf(line, unitId, lines), line };
    });
  });
}

const rank = (line: ReceiptLine): number => (line.lineNo === null ? 2 : 0) + (line.condition === 'good' ? 0 : 1);

function candidates(line: ReceiptLine, lines: readonly RaLine[]): readonly RaLine[] {
  if (line.exception === 'wrong-item') return [];
  if (line.lineNo === null) return lines.filter((raLine) => isSameItem(line, raLine) === true);
  // A line number alone is believed; a line number with another item on it is not.
  return lines.filter((raLine) => raLine.lineNo === line.lineNo && isSameItem(line, raLine) !== false);
}

/** `unknown` when the two cannot be compared: one names a SKU, the other a barcode. */
function isSameItem(line: ReceiptLine, raLine: RaLine): boolean | 'unknown' {
  const { sku, barcode } = raLine;
  const comparable = [
    [line.sku, sku],
    [line.barcode, barcode],
  ].filter(([came, announced]) => came !== null && announced !== null);
  if (comparable.length === 0) return 'unknown';
  return comparable.some(([came, announced]) => came === announced);
}

function unitOf(line: ReceiptLine, unitId: string | null, lines: readonly RaLine[]): TakenUnit {
  const { sku, condition, note } = line;
  return {
    unitId,
    sku,
    condition,
    quality: qualityOf(line),
    disposition: dispositionOf(line),
    exception: exceptionOf(line, unitId, lines),
    note,
    remark: unitId === null ? null : remarkOf(line),
  };
}

function exceptionOf(line: ReceiptLine, unitId: string | null, lines: readonly RaLine[]): TakenUnit['exception'] {
  if (line.exception === 'wrong-item') return 'wrong-item';
  if (unitId === null) return strangerOf(line, lines);
  return isRejected(line) ? 'rejected' : null;
}

/** Why a unit has no place on the RA: its lines are full, another item stands on the line, or the item is not on it at all. */
function strangerOf(line: ReceiptLine, lines: readonly RaLine[]): TakenUnit['exception'] {
  if (candidates(line, lines).length > 0) return 'over';
  return lines.some(({ lineNo }) => lineNo === line.lineNo) ? 'wrong-item' : 'unexpected';
}
