import { BackhaulError } from '@backhaul/contracts';
import type { RaDraft } from '../../rlm-return-authorization/authorize.js';
import type { MadeRa, RaLine } from '../../rlm-return-authorization/ra-lines.js';
import type { SeenRa } from '../port.js';
import type { Ra } from './documents.js';

type Row = Ra['lines'][number];

/**
 * The return's RAs among these, one per division, each with the units that its lines stand for; empty when none is its.
 * @throws RaDiffers when together they do not hold exactly the units of the return
 */
export function ownRas(rows: readonly Ra[], { externalReturnId, lines }: RaDraft): MadeRa[] {
  const own = rows
    .filter((row) => row.external_system === 'LOOP' && row.external_rma_id === externalReturnId)
    .sort((left, right) => left.ra_number - right.ra_number);
  if (own.length === 0) return [];
  const waiting = lines.map((line) => ({ line, unitIds: [...line.unitIds] }));
  const ras = own.map((row) => ({
    raNumber: String(row.ra_number),
    division: row.division,
    lines: row.lines.map((line) => placed(row, line, waiting)),
  }));
  const left = waiting.flatMap(({ line, unitIds }) => (unitIds.length > 0 ? [{ ...line, unitIds }] : []));
  if (left.length > 0)
    throw new RaDiffers(`${itemsOf(left)} of the return ${isOrAre(left)} on no RA (${numbersOf(own)})`);
  return ras;
}

/** RAs of Loop's returns among these. */
export const seenRas = (rows: readonly Ra[]): SeenRa[] =>
  rows
    .filter(({ external_system: system }) => system === 'LOOP')
    .map(({ ra_number: number, external_rma_id: externalReturnId, status }) => ({
      raNumber: String(number),
      externalReturnId,
      status: ends[status] ?? 'open',
    }));

const ends: Readonly<Record<string, SeenRa['status']>> = { CLOSED: 'closed', CANCELLED: 'cancelled' };

interface Waiting {
  readonly line: RaLine;
  unitIds: string[];
}

/** Gives an RA line its units; lines of one item differ by their reason, and RLM may have put reasons together. */
function placed({ ra_number }: Ra, row: Row, waiting: Waiting[]): RaLine {
  const same = waiting.filter(({ line, unitIds }) => unitIds.length > 0 && isSameItem(row, line));
  const byReason = [...same].sort((left, right) => Number(hasReason(row, right)) - Number(hasReason(row, left)));
  const taken: string[] = [];
  for (const one of byReason) taken.push(...one.unitIds.splice(0, row.qty_authorized - taken.length));
  const [first] = byReason;
  if (first === undefined || taken.length < row.qty_authorized) {
    const item = row.sku ?? row.upc ?? 'an item';
    throw new RaDiffers(
      `line ${row.line_no} of RA ${ra_number} has ${row.qty_authorized} × ${item}, the return has ${taken.length}`,
    );
  }
  return { ...first.line, lineNo: row.line_no, unitIds: taken };
}

/** An id of the shop comes as a gid or as its last part. */
const bare = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

function isSameItem({ external_line_id: id, sku, upc }: Row, line: RaLine): boolean {
  if (id) return bare(id) === bare(line.orderLineId);
  return sku ? sku === line.sku : upc === line.barcode;
}

const hasReason = ({ reason_text }: Row, { line }: Waiting): boolean =>
  (reason_text ?? null) === (line.reason?.slice(0, 80) ?? null);

const itemsOf = (lines: readonly RaLine[]): string =>
  lines.map(({ unitIds, sku, barcode }) => `${unitIds.length} × ${sku ?? barcode ?? 'item without SKU'}`).join(', ');

const isOrAre = (lines: readonly RaLine[]): string =>
  lines.length === 1 && lines[0]?.unitIds.length === 1 ? 'is' : 'are';

const numbersOf = (rows: readonly Ra[]): string => rows.map(({ ra_number }) => ra_number).join(', ');

/** Units would be announced and received against nothing, or against another return's goods. Refused, so that a person sees it. */
export class RaDiffers extends BackhaulError {
  readonly delivered = 'answered';

  constructor(difference: string) {
    super('RA_DIFFERS', `RA and return do not hold the same units: ${difference}`);
  }
}
