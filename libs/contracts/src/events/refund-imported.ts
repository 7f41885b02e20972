import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { documentNumber, instant, moneySchema, returnIdSchema, systemName } from '../schema/parts.js';

/** The refund of the shop was taken into the ERP and applied to the credit. */
export const refundImported = defineEvent({
  type: 'RefundImported',
  version: 1,
  publishers: erpAdapters,
  summary: 'The refund of the shop was taken into the ERP and applied to the credit.',
  schema: z.object({
    returnId: returnIdSchema,
    refundId: z.string().min(1),
    documentNumber,
    applied: moneySchema.meta({ description: 'Money refunded that now stands against the credit.' }),
    importedAt: instant,
    system: systemName,
    job: z.string().nullable(),
  }),
});
