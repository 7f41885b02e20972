import { receiptStatuses } from '@backhaul/erp-kit';
import { cursorParameter, limitParameter } from '@backhaul/service-kit';
import { z } from 'zod';

const instant = z.string().meta({ description: 'ISO 8601, UTC.', examples: ['2026-03-09T15:20:00.000Z'] });

/** A receipt of the warehouse, and what became of it. */
export const receiptView = z.object({
  id: z.string().meta({ examples: ['oaklinen-RCV880017'] }),
  merchantId: z.string(),
  receiptId: z.string(),
  revision: z.int(),
  status: z.enum(receiptStatuses).meta({
    description:
      'blind: no return is known for it. handed-over: it is with its RA. settled: a person decided about the goods.',
  }),
  outcome: z.string().nullable().meta({ description: 'accepted, disposed or sent-back, once a person has said so.' }),
  returnId: z.string().nullable(),
  receivedAt: instant,
  takenAt: instant,
  warehouse: z.string(),
  final: z.boolean(),
  raNumber: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  orderNumber: z.string().nullable(),
  lines: z.array(
    z.object({
      lineNo: z.int().nullable(),
      sku: z.string().nullable(),
      barcode: z.string().nullable(),
      quantity: z.int(),
      condition: z.string(),
      disposition: z.string(),
      exception: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
});
export type ReceiptView = z.infer<typeof receiptView>;

export const receiptPage = z.object({
  items: z.array(receiptView),
  next: z.string().nullable().meta({ description: 'Give it as `cursor` for the next page; null on the last.' }),
});
export type ReceiptPage = z.infer<typeof receiptPage>;

/** What the receipts can be narrowed down by. */
export const receiptsQuery = z.strictObject({
  merchant: z.string().min(1).max(100).optional(),
  limit: limitParameter,
  cursor: cursorParameter.optional(),
  status: z.enum(receiptStatuses).optional(),
});
export type ReceiptsQuery = z.infer<typeof receiptsQuery>;
