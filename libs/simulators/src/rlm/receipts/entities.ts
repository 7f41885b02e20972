export type Quality = '1' | '2';
export const conditions = ['GOOD', 'DAMAGED', 'DEFECTIVE', 'WORN', 'MISSING_PARTS'] as const;
export type Condition = (typeof conditions)[number];
export const receiptDispositions = ['RESTOCK', 'SECONDS', 'QUARANTINE', 'HOLD', 'DISPOSE'] as const;
export type ReceiptDisposition = (typeof receiptDispositions)[number];
export const exceptionCodes = [
  'DAMAGED',
  'SHORT',
  'OVER',
  'QUALITY',
  'WRONG_ITEM',
  'REJECTED',
  'HOLD',
  'SCRAPPED',
  'UNEXPECTED',
] as const;
export type ExceptionCode = (typeof exceptionCodes)[number];

/** Units that came, as the warehouse saw them. */
export interface ReportedLine {
  ra_line_no: number | null;
  sku: string;
  upc: string | null;
  quantity: number;
  quality: Quality;
  condition: Condition;
  disposition: ReceiptDisposition;
  exception_code: ExceptionCode | null;
  note: string | null;
  lot: string | null;
  bin: string | null;
  photo_urls: string[];
}

/** A reported line after it was put on the RA. `result` says whether its units count there. */
export interface ReceiptLine extends ReportedLine {
  result: 'COUNTED' | 'UNEXPECTED' | 'ERROR' | 'NOT_COUNTED';
  message: string | null;
}

export type ExportStatus = 'PENDING' | 'SENT' | 'CONFIRMED' | 'ERROR' | 'NOT_APPLICABLE';

/** contracts/rlm-and-3pl.md §2.4. `threepl_code` + `receipt_id` is the key. */
export interface ReturnReceipt {
  threepl_code: string;
  receipt_id: string;
  revision: number;
  ra_number: number | null;
  received_at: string;
  warehouse: number;
  final: boolean;
  export_status: ExportStatus;
  export_message: string | null;
  exported_at: string | null;
  lines: ReceiptLine[];
  updated_at: string;
}

export interface WorklistRow {
  id: number;
  at: string;
  severity: 'WARN' | 'ERROR';
  message: string;
  receipt_id: string;
  ra_number: number | null;
}

/** How REST names a receipt: its key in one word. */
export const receiptKey = ({ threepl_code, receipt_id }: ReturnReceipt): string => `${threepl_code}~${receipt_id}`;
