import { z } from 'zod';

// What we read of AIMS360's answers (contracts/aims360.md §3–5). Unknown fields are ignored.

const count = z.int().nonnegative();
const amount = z.number();

export const rmaDocument = z.object({
  rmaID: z.string().min(1),
  rma: z.string().min(1),
  status: z.string(),
  thirdPartyReturnID: z.string().nullish(),
  warehouseID: z.string().nullish(),
  currencyCode: z.string().regex(/^[A-Z]{3}$/),
  tax: amount,
  freight: amount,
  restockingFee: amount,
  creditTotal: amount,
  creditMemo: z.string().nullish(),
  creditMemoDate: z.string().nullish(),
  createdOn: z.iso.datetime({ offset: true }),
  lastModifiedOn: z.iso.datetime({ offset: true }),
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

export const orderDocument = z.object({ order: z.string().min(1) });

export const styleColorDocument = z.object({
  styleColorID: z.string().min(1),
  style: z.string(),
  color: z.string(),
  sizes: z.array(z.object({ sizeName: z.string(), upc: z.string().nullish() })).default([]),
});
export type StyleColorDocument = z.infer<typeof styleColorDocument>;

export const warehouseDocument = z.object({ warehouseID: z.string().min(1), warehouseCode: z.string() });

export const transactionDocument = z.object({
  transactionID: z.string().min(1),
  document: z.string().min(1),
  reference: z.string().nullish(),
  batchID: z.string().nullish(),
  posted: z.boolean(),
});

/** The common envelope of lists. */
export const page = z.object({ value: z.array(z.unknown()) });
