import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { documentNumber, instant, moneySchema, returnIdSchema, systemName } from '../schema/parts.js';

/** A part of the open credit was applied to invoices: that of an exchange order at full price. */
export const creditApplied = defineEvent({
  type: 'CreditApplied',
  version: 1,
  publishers: erpAdapters,
  summary: 'A part of the open credit was applied to invoices: that of an exchange order at full price.',
  schema: z.object({
    returnId: returnIdSchema,
    creditDocument: documentNumber,
    applied: moneySchema.meta({
      description: 'Sum of all that was applied so far; the latest event counts. Positive.',
    }),
    appliedAt: instant,
    system: systemName,
  }),
});
