import type { ReceiptLine, ReportedLine } from './entities.js';

/** Where units may still go. */
export interface OpenRaLine {
  readonly line_no: number;
  readonly sku: string;
  readonly open: number;
}

const counted = (line: ReportedLine, ra_line_no: number, quantity: number): ReceiptLine => ({
  ...line,
  ra_line_no,
  quantity,
  result: 'COUNTED',
  message: null,
});

const unexpected = (line: ReportedLine, quantity: number, over: boolean): ReceiptLine => ({
  ...line,
  ra_line_no: null,
  quantity,
  exception_code: line.exception_code ?? (over ? 'OVER' : 'UNEXPECTED'),
  result: 'UNEXPECTED',
  message: over ? 'Quantity Exceeds Authorized' : 'SKU Not On RA',
});

const goodFirst = (a: ReportedLine, b: ReportedLine): number => Number(a.quality) - Number(b.quality);

/**
 * Puts reported units on RA lines (§5): up to what is authorised, the excess as an unexpected line; without a line number
 * the lines of that SKU fill in order, good units first; a SKU that is not on the named line is unexpected.
 */
export const allocate = (lines: readonly OpenRaLine[], reported: readonly ReportedLine[]): ReceiptLine[] => {
  const open = new Map(lines.map((line) => [line.line_no, line.open]));
  const named = reported.filter((line) => line.ra_line_no !== null);
  const free = reported.filter((line) => line.ra_line_no === null).sort(goodFirst);
  return [...named, ...free].flatMap((line) => {
    const targets = lines.filter(
      (target) => target.sku === line.sku && (line.ra_line_no === null || target.line_no === line.ra_line_no),
    );
    const out: ReceiptLine[] = [];
    let left = line.quantity;
    for (const { line_no } of targets) {
      const taken = Math.min(left, open.get(line_no) ?? 0);
      if (taken === 0) continue;
      open.set(line_no, (open.get(line_no) ?? 0) - taken);
      left -= taken;
      out.push(counted(line, line_no, taken));
    }
    return left === 0 ? out : [...out, unexpected(line, left, targets.length > 0)];
  });
};
