import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { documentNumber, instant, moneySchema, returnIdSchema, systemName } from '../schema/parts.js';

/** The AR debit that offsets the open credit was posted. */
export const creditOffsetPosted = defineEvent({
  type: 'CreditOffsetPosted',
  version: 1,
  publishers: erpAdapters,
  summary: 'The AR debit that offsets the open credit was posted.',
  schema: z.object({
    returnId: returnIdSchema,
    creditDocument: documentNumber,
    documentNumber,
    amount: moneySchema.meta({ description: 'Positive.' }),
    reason: z.string().min(1),
    reference: z.string().min(1).max(30),
    postedAt: instant,
    system: systemName,
  }),
});
