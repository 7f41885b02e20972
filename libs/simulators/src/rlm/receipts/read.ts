import { Reader } from '../../input/reader.js';
import { itemFor, requireWarehouse } from '../masters/lookup.js';
import { malformed } from '../refusal.js';
import { skuRefOf } from '../sku-ref.js';
import type { Company } from '../state.js';
import { conditions, exceptionCodes, receiptDispositions } from './entities.js';
import type { ReportedLine } from './entities.js';

/** A receipt as it came in. `unknownSkus` holds the line numbers (from 1) whose SKU cannot be resolved. */
export interface ReportedReceipt {
  threepl_code: string;
  receipt_id: string;
  revision: number;
  ra_number: number | null;
  tracking_number: string | null;
  order_number: number | null;
  received_at: string;
  warehouse: number;
  final: boolean;
  lines: ReportedLine[];
  unknownSkus: number[];
}

const readLine = (line: Reader, company: Company): { reported: ReportedLine; resolved: boolean } => {
  const ref = skuRefOf(line);
  const item = itemFor(company, ref);
  const condition = line.choiceOrNull('condition', conditions) ?? 'GOOD';
  return {
    resolved: item !== undefined,
    reported: {
      ra_line_no: line.wholeOrNull('ra_line_no', 1),
      sku: item?.sku ?? ref.sku ?? ref.upc ?? '',
      upc: item?.upc ?? ref.upc,
      quantity: line.whole('quantity', 1),
      // GOOD is first quality, everything else is second (§5).
      quality: line.choiceOrNull('quality', ['1', '2'] as const) ?? (condition === 'GOOD' ? '1' : '2'),
      condition,
      disposition: line.choiceOrNull('disposition', receiptDispositions) ?? 'RESTOCK',
      exception_code: line.choiceOrNull('exception_code', exceptionCodes),
      note: line.textOrNull('note', 500),
      lot: line.textOrNull('lot', 40),
      bin: line.textOrNull('bin', 40),
      photo_urls: line.texts('photo_urls'),
    },
  };
};

export const readReceipt = (company: Company, input: unknown, now: Date): ReportedReceipt => {
  const body = new Reader(input, malformed);
  // A final receipt without lines says that nothing came.
  const lines = body.list('lines').map((line) => readLine(line, company));
  return {
    threepl_code: body.text('threepl_code', 40),
    receipt_id: body.text('receipt_id', 12),
    revision: body.wholeOrNull('revision', 1) ?? 1,
    ra_number: body.wholeOrNull('ra_number', 1),
    tracking_number: body.textOrNull('tracking_number', 64),
    order_number: body.wholeOrNull('order_number', 1),
    received_at: body.instant('received_at') ?? now.toISOString(),
    warehouse: requireWarehouse(company, body.whole('warehouse', 1)).number,
    final: body.flag('final', false),
    lines: lines.map(({ reported }) => reported),
    unknownSkus: lines.flatMap(({ resolved }, index) => (resolved ? [] : [index + 1])),
  };
};
