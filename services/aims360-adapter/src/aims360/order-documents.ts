import { z } from 'zod';

// Sales orders and staged orders of the shop (contracts/aims360.md §3.1, §6). Unknown fields are ignored.

const amount = z.number();
const currency = z.string().regex(/^[A-Z]{3}$/);
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

export const salesOrder = z.object({
  orderID: z.string().min(1),
  order: z.string().min(1),
  thirdPartyOrderID: z.string().nullish(),
  shipviaID: z.string().nullish(),
  termID: z.string().nullish(),
  tax: amount.nullish(),
  total: amount.nullish(),
  currencyCode: currency.nullish(),
  lastModifiedOn: instant,
  lineItems: z.array(z.object({ thirdPartyLineID: z.string().nullish() })).default([]),
});
export type SalesOrderDocument = z.infer<typeof salesOrder>;

export const invoiceHead = z.object({ invoice: z.string().min(1) });

export const stagedOrder = z.object({
  webOrderID: z.string().min(1),
  thirdPartyOrderID: z.string().min(1),
  orderName: z.string().min(1),
  status: z.string(),
  issues: z.array(z.object({ code: z.string(), message: z.string() })).default([]),
  order: z.string().nullish(),
  lastModifiedOn: instant,
});
export type StagedOrderDocument = z.infer<typeof stagedOrder>;
