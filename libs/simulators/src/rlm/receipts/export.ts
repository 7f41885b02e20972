import { Reader } from '../../input/reader.js';
import { isEnded } from '../ra/entities.js';
import { RlmRefusal, found, malformed } from '../refusal.js';
import type { Company } from '../state.js';
import { receiptKey } from './entities.js';
import type { ReturnReceipt } from './entities.js';

/** By `{threepl_code}~{receipt_id}`, or by the receipt id alone when only one 3PL has it. */
export const receiptByKey = (company: Company, key: string): ReturnReceipt => {
  const exact = company.receipts.find((each) => receiptKey(each) === key);
  const byId = company.receipts.filter((each) => each.receipt_id === key);
  return found(exact ?? (byId.length === 1 ? byId[0] : undefined), 'Receipt Not Found');
};

/** What became of the export to Loop: SENT (queued there), then CONFIRMED or ERROR (§3.2). Saying the same again is fine. */
export const markExported = (company: Company, receipt: ReturnReceipt, input: unknown, now: Date): ReturnReceipt => {
  const body = new Reader(input, malformed);
  const status = body.choiceOrNull('export_status', ['SENT', 'CONFIRMED', 'ERROR'] as const) ?? 'SENT';
  if (receipt.export_status === 'NOT_APPLICABLE') throw new RlmRefusal('STATE', 'Receipt Not Exportable');
  receipt.export_status = status;
  receipt.export_message = body.textOrNull('message', 500);
  receipt.exported_at ??= now.toISOString();
  receipt.updated_at = now.toISOString();
  const ra = company.ras.find((each) => each.ra_number === receipt.ra_number);
  const waiting = company.receipts.some((each) => each.ra_number === receipt.ra_number && each.exported_at === null);
  if (ra === undefined || isEnded(ra) || waiting || ra.status === 'PARTIALLY_RECEIVED') return receipt;
  ra.status = 'EXPORTED';
  ra.exported_at ??= now.toISOString();
  ra.updated_at = now.toISOString();
  return receipt;
};
