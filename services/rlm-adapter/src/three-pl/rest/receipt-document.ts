import { BackhaulError } from '@backhaul/contracts';
import { z } from 'zod';
import type { ReceiptLine, ReportedException } from '../../rlm-return-authorization/receipt.js';
import type { ReportedReceipt } from '../port.js';

const conditions = {
  GOOD: 'good',
  DAMAGED: 'damaged',
  DEFECTIVE: 'defective',
  WORN: 'worn',
  MISSING_PARTS: 'missing-parts',
} as const satisfies Record<string, ReceiptLine['condition']>;

const dispositions = {
  RESTOCK: 'restock',
  SECONDS: 'seconds',
  QUARANTINE: 'quarantine',
  HOLD: 'hold',
  DISPOSE: 'dispose',
} as const satisfies Record<string, ReceiptLine['disposition']>;

const exceptions = {
  DAMAGED: 'damaged',
  SHORT: 'short',
  OVER: 'over',
  QUALITY: 'quality',
  WRONG_ITEM: 'wrong-item',
  REJECTED: 'rejected',
  HOLD: 'hold',
  SCRAPPED: 'scrapped',
  UNEXPECTED: 'unexpected',
} as const satisfies Record<string, ReportedException>;

/** An absent value and an empty one say the same. */
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null);

/** One of the vendor's words, as ours. A word that the contract does not know is not guessed at. */
const oneOf = <T extends Record<string, string>>(words: T) =>
  z.enum(Object.keys(words) as [keyof T & string]).transform((word) => words[word] as T[keyof T]);

const line = z.object({
  line_no: z.int().positive().nullish(),
  sku: optionalText,
  upc: optionalText,
  quantity: z.int().nonnegative(),
  condition: oneOf(conditions),
  disposition: oneOf(dispositions).default('restock'),
  exception_code: oneOf(exceptions).nullish(),
  note: optionalText,
});

/** A receipt as the warehouse sends it, by webhook and by list alike (contracts/rlm-and-3pl.md §4.2). */
const receiptDocument = z.object({
  receipt_id: z.string().min(1).max(12),
  ra_number: optionalText,
  tracking_number: optionalText,
  order_number: optionalText,
  warehouse_code: z.string().min(1),
  received_at: z.iso.datetime({ offset: true }),
  revision: z.int().positive().default(1),
  final: z.boolean(),
  lines: z.array(line),
});

const event = z.object({ type: z.string().startsWith('return_receipt.'), data: z.unknown() });
const numbered = z.object({ ra_number: optionalText });

/** The receipt in a webhook: on its own, or as the `data` of an event. */
export function receiptIn(raw: unknown): unknown {
  const parsed = event.safeParse(raw);
  return parsed.success ? parsed.data.data : raw;
}

/** The RA of a receipt that may not be readable otherwise. */
export function raNumberIn(raw: unknown): string | null {
  return numbered.safeParse(raw).data?.ra_number ?? null;
}

/** @throws BackhaulError RECEIPT_NOT_UNDERSTOOD: kept raw and parked with the reason, never guessed at */
export function readReceipt(raw: unknown): ReportedReceipt {
  const parsed = receiptDocument.safeParse(raw);
  if (!parsed.success) {
    const details = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), expected: issue.message }));
    const where = details.map(({ path, expected }) => `${path}: ${expected}`).join('; ');
    throw new BackhaulError('RECEIPT_NOT_UNDERSTOOD', `the receipt does not fit its contract: ${where}`, { details });
  }
  const document = parsed.data;
  return {
    raNumber: document.ra_number,
    trackingNumber: document.tracking_number,
    orderNumber: document.order_number,
    receipt: {
      receiptId: document.receipt_id,
      revision: document.revision,
      receivedAt: new Date(document.received_at).toISOString(),
      warehouse: document.warehouse_code,
      final: document.final,
      // A line of zero units says that none came, as its absence does.
      lines: document.lines.filter(({ quantity }) => quantity > 0).map(lineOf),
    },
  };
}

function lineOf({ line_no, sku, upc: barcode, exception_code, ...rest }: z.infer<typeof line>): ReceiptLine {
  return { lineNo: line_no ?? null, sku, barcode, exception: exception_code ?? null, ...rest };
}
