import { z } from 'zod';

/** A view and how its columns are named there: tenants name them as they like (contracts/aims360.md §1.4). */
const view = (source: string, name: string) =>
  z
    .strictObject({
      source: z.string().min(1).default(source),
      name: z.string().min(1).default(name),
      /** Only those that are named otherwise than the vendor names them. */
      columns: z.record(z.string(), z.string().min(1)).default({}),
    })
    .prefault({});

/** The bulk views that are read where the API has no lists. */
export const viewSettings = z
  .strictObject({
    format: z.enum(['JSON', 'CSV']).default('JSON'),
    rmas: view('RMA and Credit Memos', 'Loop Returns'),
    transactions: view('AR Transactions', 'All'),
    webOrders: view('Web Orders', 'All'),
    orders: view('Orders', 'All'),
  })
  .prefault({});
export type ViewSettings = z.infer<typeof viewSettings>;
export type ViewName = Exclude<keyof ViewSettings, 'format'>;
