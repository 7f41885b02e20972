import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { documentNumber, instant, moneySchema, returnIdSchema, systemName } from '../schema/parts.js';

/** The ERP credited the customer: a credit memo or a credit invoice. */
export const creditIssued = defineEvent({
  type: 'CreditIssued',
  version: 1,
  publishers: erpAdapters,
  summary: 'The ERP credited the customer: a credit memo or a credit invoice.',
  schema: z.object({
    returnId: returnIdSchema,
    documentKind: z.enum(['credit-memo', 'credit-invoice']),
    documentNumber,
    issuedAt: instant,
    total: moneySchema.meta({ description: 'merchandise + tax + freight - fee + adjustment.' }),
    merchandise: moneySchema,
    tax: moneySchema,
    freight: moneySchema,
    fee: moneySchema.meta({ description: 'Handling or restocking fee kept, positive.' }),
    adjustment: moneySchema.meta({ description: 'Misc. charge, signed.' }),
    system: systemName,
    job: z.string().nullable(),
  }),
});
