import { BackhaulError } from '@backhaul/contracts';
import { z } from 'zod';
import type { ReceiptLine } from '../rlm-return-authorization/receipt.js';
import type { ReportedReceipt } from './port.js';

const line = z.object({
  line_no: z.int().positive().nullish(),
  sku: z.string().min(1).nullish(),
  upc: z.string().min(1).nullish(),
  quantity: z.int().positive(),
  condition: z.enum(['GOOD', 'DAMAGED', 'DEFECTIVE', 'WORN', 'MISSING_PARTS']),
  disposition: z.enum(['RESTOCK', 'SECONDS', 'QUARANTINE', 'HOLD', 'DISPOSE']).default('RESTOCK'),
  exception_code: z.string().nullish(),
  note: z.string().nullish(),
});

/** A receipt as the warehouse sends it, by webhook and by list alike (contracts/rlm-and-3pl.md §4.2). */
const receiptDocument = z.object({
  receipt_id: z.string().min(1).max(12),
  ra_number: z.string().min(1).nullish(),
  tracking_number: z.string().nullish(),
  warehouse_code: z.string().min(1),
  received_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }).nullish(),
  revision: z.int().positive().default(1),
  final: z.boolean(),
  lines: z.array(line),
});

const conditions = {
  GOOD: 'good',
  DAMAGED: 'damaged',
  DEFECTIVE: 'defective',
  WORN: 'worn',
  MISSING_PARTS: 'missing-parts',
} as const;

const dispositions = {
  RESTOCK: 'restock',
  SECONDS: 'seconds',
  QUARANTINE: 'quarantine',
  HOLD: 'hold',
  DISPOSE: 'dispose',
} as const;

/** @throws BackhaulError RECEIPT_NOT_UNDERSTOOD: kept raw and parked with the reason, never guessed at */
export function readReceipt(raw: unknown): ReportedReceipt {
  const parsed = receiptDocument.safeParse(raw);
  if (!parsed.success) {
    const details = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), expected: issue.message }));
    throw new BackhaulError('RECEIPT_NOT_UNDERSTOOD', 'the receipt does not fit its contract', { details });
  }
  const document = parsed.data;
  return {
    raNumber: document.ra_number ?? null,
    trackingNumber: document.tracking_number ?? null,
    updatedAt: document.updated_at ?? document.received_at,
    receipt: {
      receiptId: document.receipt_id,
      revision: document.revision,
      receivedAt: new Date(document.received_at),
      warehouse: document.warehouse_code,
      final: document.final,
      lines: document.lines.map(lineOf),
    },
  };
}

function lineOf(raw: z.infer<typeof line>): ReceiptLine {
  return {
    lineNo: raw.line_no ?? null,
    sku: raw.sku ?? null,
    barcode: raw.upc ?? null,
    quantity: raw.quantity,
    condition: conditions[raw.condition],
    disposition: dispositions[raw.disposition],
    wrongItem: raw.exception_code === 'WRONG_ITEM',
    note: raw.note ?? null,
  };
}
