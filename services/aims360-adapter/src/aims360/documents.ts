import { parseMoney, type Money } from '@backhaul/money';
import { notUnderstood } from '@backhaul/vendor-http';
import { z } from 'zod';

// What we read of AIMS360's answers (contracts/aims360.md §3–5). Unknown fields are ignored.

const count = z.int().nonnegative();
const amount = z.number();
const currency = z.string().regex(/^[A-Z]{3}$/);
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

export const rmaDocument = z.object({
  rmaID: z.string().min(1),
  rma: z.string().min(1),
  status: z.string(),
  thirdPartyReturnID: z.string().nullish(),
  source: z.string().nullish(),
  warehouseID: z.string().nullish(),
  currencyCode: currency,
  tax: amount,
  freight: amount,
  restockingFee: amount,
  creditTotal: amount,
  creditMemo: z.string().nullish(),
  createdOn: instant,
  lastModifiedOn: instant,
  lineItems: z.array(
    z.object({
      style: z.string(),
      color: z.string(),
      price: amount,
      sizes: z.array(
        z.object({
          sizeName: z.string(),
          upc: z.string().nullish(),
          authorizedQuantity: count,
          receivedQuantity: count,
          restockedQuantity: count,
          secondsQuantity: count,
          writtenOffQuantity: count,
          missingQuantity: count,
          creditedQuantity: count,
        }),
      ),
    }),
  ),
});
export type RmaDocument = z.infer<typeof rmaDocument>;

/** What an edit or a receipt has to know of the RMA beside its quantities: ids, and the etag of this revision. */
export const editableRma = z.object({
  rmaID: z.string().min(1),
  rma: z.string().min(1),
  '@odata.etag': z.string().nullish(),
  warehouseID: z.string(),
  returnAuthorizationID: z.string(),
  currencyCode: currency,
  tax: amount,
  restockingFee: amount,
  lineItems: z.array(
    z.object({
      rmaLineID: z.string().min(1),
      styleColorID: z.string().min(1),
      price: amount,
      warehouseID: z.string().nullish(),
      returnAuthorizationID: z.string().nullish(),
      sizes: z.array(
        z.object({ sizeName: z.string(), authorizedQuantity: count, receivedQuantity: count, missingQuantity: count }),
      ),
    }),
  ),
});
export type EditableRma = z.infer<typeof editableRma>;

/** What names an RMA, even when the rest of it cannot be read. */
export const rmaHead = z.object({ rma: z.string().catch('?'), thirdPartyReturnID: z.string().nullish() });

export const creditPreview = z.object({ creditTotal: amount });

export const orderDocument = z.object({ order: z.string().min(1) });

export const styleColorDocument = z.object({
  styleColorID: z.string().min(1),
  style: z.string(),
  color: z.string(),
  sizes: z.array(z.object({ sizeName: z.string(), upc: z.string().nullish() })).default([]),
});

export const warehouseDocument = z.object({ warehouseID: z.string().min(1), warehouseCode: z.string() });

export const creditDocument = z.object({ transactionID: z.string().min(1), document: z.string().min(1) });

/** A credit memo as it stands in the ledger: its amounts are below zero there (contracts/aims360.md §5.2). */
export const creditTransaction = z.object({
  transactionID: z.string().min(1),
  document: z.string().min(1),
  transactionDate: z.iso.date(),
  amount,
  openBalance: amount,
  currencyCode: currency,
  lastModifiedOn: instant,
});

/** Whose credit a memo is. */
export const rmaOfCredit = z.object({
  rma: z.string().min(1),
  creditMemo: z.string().min(1),
  thirdPartyReturnID: z.string().nullish(),
});

/** An adjustment; at the screen a person may leave the reference empty. */
export const adjustmentDocument = z.object({
  transactionID: z.string().min(1),
  transactionType: z.enum(['DebitAdjustment', 'CreditAdjustment']),
  document: z.string().min(1),
  amount,
  currencyCode: currency,
  reasonCode: z.string().nullish(),
  reference: z.string().nullish(),
  appliedToTransactionID: z.string().nullish(),
  batchID: z.string().nullish(),
  posted: z.boolean(),
  postedOn: instant.nullish(),
  lastModifiedOn: instant,
});
export type AdjustmentDocument = z.infer<typeof adjustmentDocument>;

export const postedBatch = z.object({ transactions: z.array(adjustmentDocument) });

/** What every change list has. */
export const changeHead = z.object({ lastModifiedOn: instant });

/** The common envelope of lists. */
export const page = z.object({ value: z.array(z.unknown()) });

/** @throws VendorError VENDOR_NOT_UNDERSTOOD, with the fields that do not fit, never with their values */
export function fitting<T>(schema: z.ZodType<T>, raw: unknown, what: string): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), expected: issue.message }));
  const fields = details.map(({ path, expected }) => `${path}: ${expected}`).join('; ');
  throw notUnderstood('AIMS360', `${what} does not fit its contract (${fields})`, details);
}

/** Money is a JSON number here (contracts/aims360.md, types). @throws VendorError VENDOR_NOT_UNDERSTOOD */
export function moneyOf(value: number, currencyCode: string, what: string): Money {
  try {
    return parseMoney(value, currencyCode);
  } catch (error) {
    throw notUnderstood('AIMS360', `${what} is no amount in ${currencyCode}`, { cause: String(error) });
  }
}
