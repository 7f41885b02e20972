import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { documentNumber, instant, returnIdSchema } from '../schema/parts.js';

/** The return may be processed: nothing stands against giving the shopper the outcome. */
export const returnCleared = defineEvent({
  type: 'ReturnCleared',
  version: 1,
  publishers: erpAdapters,
  summary: 'The return may be processed: nothing stands against giving the shopper the outcome.',
  schema: z.object({
    returnId: returnIdSchema,
    clearedAt: instant,
    basis: z.enum(['credit-issued', 'receipt-matches']),
    documentNumber,
    job: z.string().nullable(),
  }),
});
