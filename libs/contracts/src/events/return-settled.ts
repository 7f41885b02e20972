import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, moneySchema, returnIdSchema } from '../schema/parts.js';

/** Every required document exists and every clearing account nets to zero. */
export const returnSettled = defineEvent({
  type: 'ReturnSettled',
  version: 1,
  publishers: ['ledger'],
  summary: 'Every required document exists and every clearing account nets to zero.',
  schema: z.object({
    returnId: returnIdSchema,
    settledAt: instant,
    paidOut: moneySchema.meta({ description: 'What the shopper got back.' }),
    documents: z.array(z.string()).meta({ description: 'Numbers of the documents that settle it.' }),
  }),
});
