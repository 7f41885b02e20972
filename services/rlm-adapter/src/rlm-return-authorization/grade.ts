import type { ReceiptLine, ReportedException } from './receipt.js';

const secondQuality: readonly (ReportedException | null)[] = ['damaged', 'quality', 'rejected', 'scrapped'];

/** Good is first quality; everything else, and what the warehouse put among the seconds or destroyed, is second (contracts/rlm-and-3pl.md §5). */
export function qualityOf({ condition, disposition, exception }: ReceiptLine): 'first' | 'second' {
  const spoilt = condition !== 'good' || disposition === 'seconds' || disposition === 'dispose';
  return spoilt || secondQuality.includes(exception) ? 'second' : 'first';
}

/** Never becomes stock: destroyed, or sent back. */
export const isRejected = ({ disposition, exception }: ReceiptLine): boolean =>
  disposition === 'dispose' || exception === 'rejected' || exception === 'scrapped';

/** What becomes of the unit, as far as the warehouse has decided it. */
export function dispositionOf(line: ReceiptLine): 'restock' | 'seconds' | 'write-off' | 'undecided' {
  if (isRejected(line)) return 'write-off';
  if (line.disposition === 'hold' || line.disposition === 'quarantine') return 'undecided';
  return qualityOf(line) === 'first' ? 'restock' : 'seconds';
}

/** What the warehouse says about an announced unit that no grade expresses; such a unit is not cleared by itself. */
export function remarkOf({ disposition, exception }: ReceiptLine): string | null {
  if (disposition === 'hold' || exception === 'hold') return 'put on hold by the warehouse';
  if (disposition === 'quarantine') return 'put into quarantine by the warehouse';
  if (exception === 'short' || exception === 'over' || exception === 'unexpected')
    return `reported as ${exception} by the warehouse`;
  return null;
}
