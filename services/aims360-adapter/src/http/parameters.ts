import { receiptStatuses } from '@backhaul/erp-kit';
import { cursorParameter, limitParameter } from '@backhaul/service-kit';
import { z } from 'zod';
import { exchangeOrderStatuses } from '../read-models/exchange-order-model.js';
import { stepOwners } from '../read-models/next-step.js';
import { rmaStatuses } from '../read-models/rma-status.js';

const merchant = z.string().min(1).max(100).optional();
const page = { merchant, limit: limitParameter, cursor: cursorParameter.optional() };

/** What the list of RMAs can be narrowed down by. */
export const rmasQuery = z.strictObject({
  ...page,
  status: z.enum(rmaStatuses).optional(),
  number: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Number of the RMA, of the return, or name of the order. Needs `merchant`.' }),
});
export type RmasQuery = z.infer<typeof rmasQuery>;

/** What the credits and adjustments that wait can be narrowed down by. */
export const waitingQuery = z.strictObject(page);
export type WaitingQuery = z.infer<typeof waitingQuery>;

/** What the credits that are not used up can be narrowed down by. */
export const unappliedQuery = z.strictObject({ ...page, owner: z.enum(stepOwners).optional() });
export type UnappliedQuery = z.infer<typeof unappliedQuery>;

/** What the exchange orders can be narrowed down by. */
export const exchangeOrdersQuery = z.strictObject({ ...page, status: z.enum(exchangeOrderStatuses).optional() });
export type ExchangeOrdersQuery = z.infer<typeof exchangeOrdersQuery>;

/** Our id of a return. */
export const returnIdParameter = z.string().min(3).max(120);

/** What the receipts of warehouses can be narrowed down by. */
export const receiptsQuery = z.strictObject({ ...page, status: z.enum(receiptStatuses).optional() });
export type ReceiptsQuery = z.infer<typeof receiptsQuery>;
