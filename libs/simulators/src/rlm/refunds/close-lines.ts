import { isEnded, unitsReceived } from '../ra/entities.js';
import type { RaLine, ReturnAuthorization } from '../ra/entities.js';
import type { Company } from '../state.js';
import type { ImportableLine } from './check.js';
import { raLinesFor } from './restock.js';

const settle = (lines: readonly RaLine[], quantity: number): void => {
  let left = quantity;
  for (const line of lines) {
    const taken = Math.min(left, line.qty_authorized - line.qty_refunded);
    line.qty_refunded += taken;
    left -= taken;
  }
};

/** Done when everything authorised is refunded or, once nothing more is expected, everything that came. */
const isDone = (ra: ReturnAuthorization, line: RaLine): boolean =>
  line.qty_refunded >= line.qty_authorized || (ra.final && line.qty_refunded >= unitsReceived(line));

/** Rule 8 (§6): the refund settles RA lines; an RA whose lines are all done is closed. */
export const closeRaLines = (company: Company, lines: readonly ImportableLine[], now: Date): void => {
  for (const { refunded } of lines) settle(raLinesFor(company, refunded.external_line_id), refunded.quantity);
  for (const ra of company.ras) {
    const touched = ra.lines.some((line) => line.qty_refunded > 0);
    if (isEnded(ra) || !touched || !ra.lines.every((line) => isDone(ra, line))) continue;
    ra.status = 'CLOSED';
    ra.closed_at = now.toISOString();
    ra.updated_at = ra.closed_at;
  }
};
