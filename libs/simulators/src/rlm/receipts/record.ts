import { nextNumber } from '../ids.js';
import { isEnded } from '../ra/entities.js';
import type { ReturnAuthorization } from '../ra/entities.js';
import { RlmRefusal } from '../refusal.js';
import type { Company } from '../state.js';
import { countOnRa, placeOnRa, uncountOnRa } from './count.js';
import type { ExportStatus, ReceiptLine, ReturnReceipt, WorklistRow } from './entities.js';
import { readReceipt } from './read.js';
import type { ReportedReceipt } from './read.js';

type Note = Pick<WorklistRow, 'severity' | 'message'>;

/** A blind receipt is matched by tracking number, then by order number (§5). */
const raOf = (company: Company, receipt: ReportedReceipt): ReturnAuthorization | undefined => {
  if (receipt.ra_number !== null) return company.ras.find((ra) => ra.ra_number === receipt.ra_number);
  const open = company.ras.filter((ra) => !isEnded(ra));
  return (
    open.find((ra) => ra.tracking_number !== null && ra.tracking_number === receipt.tracking_number) ??
    open.find((ra) => ra.order_number === receipt.order_number)
  );
};

const notCounted = (lines: ReportedReceipt['lines']): ReceiptLine[] =>
  lines.map((line) => ({ ...line, ra_line_no: null, result: 'NOT_COUNTED', message: null }));

interface Placed {
  readonly lines: ReceiptLine[];
  readonly export_status: ExportStatus;
  readonly notes: Note[];
}

const place = (ra: ReturnAuthorization | undefined, receipt: ReportedReceipt): Placed => {
  if (ra === undefined) {
    const notes: Note[] = [{ severity: 'WARN', message: 'Blind Receipt' }];
    return { lines: notCounted(receipt.lines), export_status: 'NOT_APPLICABLE', notes };
  }
  if (isEnded(ra)) {
    const notes: Note[] = [{ severity: 'WARN', message: 'RA Closed' }];
    return { lines: notCounted(receipt.lines), export_status: 'NOT_APPLICABLE', notes };
  }
  const lines = placeOnRa(ra, receipt.lines, receipt.unknownSkus);
  const notes = lines.flatMap((line): Note[] => {
    if (line.result === 'ERROR') return [{ severity: 'ERROR', message: line.message ?? '' }];
    return line.result === 'UNEXPECTED' ? [{ severity: 'WARN', message: `${line.message ?? ''}: ${line.sku}` }] : [];
  });
  // An unknown SKU holds the receipt back from Loop until it is corrected (§5).
  return { lines, export_status: receipt.unknownSkus.length > 0 ? 'ERROR' : 'PENDING', notes };
};

/** The same receipt again is a duplicate; a higher revision corrects it, but only before it was exported (§4.2). */
const refuseRepeated = (existing: ReturnReceipt | undefined, receipt: ReportedReceipt): void => {
  if (existing === undefined) return;
  if (receipt.revision <= existing.revision) throw new RlmRefusal('DUPLICATE', 'Receipt ID Already Exists');
  if (existing.exported_at !== null) throw new RlmRefusal('STATE', 'Receipt Already Exported');
};

/** Records what a warehouse received: updates the RA, never stock. Throws `RlmRefusal`. */
export const recordReceipt = (company: Company, input: unknown, now: Date): ReturnReceipt => {
  const reported = readReceipt(company, input, now);
  const existing = company.receipts.find(
    (each) => each.threepl_code === reported.threepl_code && each.receipt_id === reported.receipt_id,
  );
  refuseRepeated(existing, reported);
  const ra = raOf(company, reported);
  if (reported.ra_number !== null && ra === undefined) throw new RlmRefusal('NOT_FOUND', 'RA Not Found');

  const countedBefore = company.ras.find((each) => each.ra_number === existing?.ra_number);
  if (existing !== undefined && countedBefore !== undefined) uncountOnRa(countedBefore, existing, now);
  const { lines, export_status, notes } = place(ra, reported);
  const { threepl_code, receipt_id, revision, received_at, warehouse, final } = reported;
  const receipt: ReturnReceipt = {
    threepl_code,
    receipt_id,
    revision,
    ra_number: ra?.ra_number ?? null,
    received_at,
    warehouse,
    final,
    export_status,
    export_message: null,
    exported_at: null,
    lines,
    updated_at: now.toISOString(),
  };
  company.receipts = [...company.receipts.filter((each) => each !== existing), receipt];
  if (ra !== undefined) countOnRa(ra, receipt, now);
  for (const note of notes) {
    const row = { id: nextNumber(company, 'worklist'), at: now.toISOString(), receipt_id };
    company.worklist.push({ ...row, ...note, ra_number: receipt.ra_number });
  }
  return receipt;
};
