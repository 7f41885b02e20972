import { isEnded, statusAfterReceipt, unitsReceived } from '../ra/entities.js';
import type { RaLine, ReturnAuthorization } from '../ra/entities.js';
import { allocate } from './allocate.js';
import type { ReceiptLine, ReportedLine, ReturnReceipt } from './entities.js';

const add = (line: RaLine, units: ReceiptLine, sign: 1 | -1): void => {
  const quantity = sign * units.quantity;
  if (units.disposition === 'DISPOSE') line.qty_received_other += quantity;
  else if (units.quality === '1') line.qty_received_first += quantity;
  else line.qty_received_second += quantity;
};

const change = (ra: ReturnAuthorization, lines: readonly ReceiptLine[], sign: 1 | -1): void => {
  for (const units of lines) {
    const line = ra.lines.find((each) => each.line_no === units.ra_line_no);
    if (line !== undefined && units.result === 'COUNTED') add(line, units, sign);
  }
};

/** Decides what of a receipt counts on the RA. Does not change the RA. */
export const placeOnRa = (
  ra: ReturnAuthorization,
  reported: readonly ReportedLine[],
  unknown: readonly number[],
): ReceiptLine[] => {
  const known = reported.filter((_, index) => !unknown.includes(index + 1));
  const open = ra.lines.map((line) => ({
    line_no: line.line_no,
    sku: line.sku,
    open: line.qty_authorized - unitsReceived(line),
  }));
  const errors = unknown.flatMap((number): ReceiptLine[] => {
    const line = reported[number - 1];
    const message = `Invalid SKU on Line ${number}`;
    return line === undefined ? [] : [{ ...line, ra_line_no: null, result: 'ERROR', message }];
  });
  return [...allocate(open, known), ...errors];
};

/** Adds a receipt's units to the RA. On hand does not move: stock follows the refund import (§2.5). */
export const countOnRa = (ra: ReturnAuthorization, receipt: ReturnReceipt, now: Date): void => {
  change(ra, receipt.lines, 1);
  ra.final ||= receipt.final;
  settleStatus(ra, receipt.received_at, now);
};

/** Takes a receipt's units off again, before a corrected one is counted. */
export const uncountOnRa = (ra: ReturnAuthorization, receipt: ReturnReceipt, now: Date): void => {
  change(ra, receipt.lines, -1);
  if (receipt.final) ra.final = false;
  settleStatus(ra, null, now);
};

const settleStatus = (ra: ReturnAuthorization, receivedAt: string | null, now: Date): void => {
  ra.updated_at = now.toISOString();
  if (isEnded(ra)) return;
  ra.status = statusAfterReceipt(ra);
  ra.received_at = ra.status === 'RECEIVED' ? receivedAt : null;
};
