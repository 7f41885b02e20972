import { BackhaulError } from '@backhaul/contracts';
import { z } from 'zod';
import type { WarehouseReceipt } from './receipt.js';

/** An absent value and an empty one say the same. */
const optionalText = z
  .string()
  .max(500)
  .nullish()
  .transform((text) => text?.trim() || null);

/** No box holds more; a slip of the keyboard would otherwise make a million units. */
const MOST_UNITS = 1000;

const line = z.object({
  sku: optionalText,
  upc: optionalText,
  quantity: z.int().nonnegative().max(MOST_UNITS),
  disposition: z.string().trim().min(1).max(100).default('RESTOCK'),
  exception_code: optionalText,
  note: optionalText,
});

/** A receipt as a warehouse posts it (contracts/rlm-and-3pl.md §4.2); `ra_number` is the number of the RMA. */
const receiptDocument = z.object({
  receipt_id: z.string().trim().min(1).max(60),
  ra_number: optionalText,
  external_rma_id: optionalText,
  tracking_number: optionalText,
  warehouse_code: z.string().trim().min(1).max(60),
  received_at: z.iso.datetime({ offset: true }),
  revision: z.int().positive().default(1),
  lines: z.array(line).max(500),
});

const event = z.object({ type: z.enum(['return_receipt.created', 'return_receipt.updated']), data: z.unknown() });

/**
 * The receipt in a webhook: on its own, or as the `data` of an event.
 * @throws BackhaulError RECEIPT_NOT_UNDERSTOOD: it is kept raw and parked with the reason, never guessed at
 */
export function readReceipt(body: Buffer): WarehouseReceipt {
  const raw = parseJson(body);
  const parsed = receiptDocument.safeParse(event.safeParse(raw).data?.data ?? raw);
  if (!parsed.success) {
    const details = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), expected: issue.message }));
    const where = details.map(({ path, expected }) => `${path}: ${expected}`).join('; ');
    throw new BackhaulError('RECEIPT_NOT_UNDERSTOOD', `the receipt does not fit its contract: ${where}`, { details });
  }
  const document = parsed.data;
  return {
    receiptId: document.receipt_id,
    revision: document.revision,
    receivedAt: new Date(document.received_at).toISOString(),
    warehouse: document.warehouse_code,
    rmaNumber: document.ra_number,
    externalReturnId: document.external_rma_id,
    trackingNumber: document.tracking_number,
    lines: document.lines
      .filter(({ quantity }) => quantity > 0)
      .map(({ upc: barcode, exception_code, note, ...rest }) => ({ ...rest, barcode, note: note ?? exception_code })),
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new BackhaulError('RECEIPT_NOT_UNDERSTOOD', 'the receipt is not JSON', { cause });
  }
}
