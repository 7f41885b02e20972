import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { documentNumber, instant, moneySchema, returnIdSchema, systemName } from '../schema/parts.js';

const version1 = z.object({
  returnId: returnIdSchema,
  creditDocument: documentNumber,
  documentNumber,
  amount: moneySchema.meta({ description: 'Positive.' }),
  reason: z.string().min(1),
  reference: z.string().min(1).max(30),
  postedAt: instant,
  system: systemName,
});

const version2 = z.object({
  ...version1.shape,
  amount: moneySchema.meta({
    description: 'Positive for a debit. Negative for a credit adjustment, which only rounding may need.',
  }),
  purpose: z.enum(['refund', 'store-credit', 'exchange', 'fee', 'rounding']).meta({
    description: 'What consumed this part of the credit (contracts/aims360.md §5.4).',
  }),
  taxNotCarried: moneySchema.meta({
    description: 'Tax that the shopper got by this part and the ERP does not carry; zero where it carries tax.',
  }),
});

/** An AR adjustment that offsets a part of the open credit was posted. */
export const creditOffsetPosted = defineEvent({
  type: 'CreditOffsetPosted',
  version: 2,
  publishers: erpAdapters,
  summary: 'An AR adjustment that offsets a part of the open credit was posted.',
  schema: version2,
  earlier: [
    {
      schema: version1,
      // Version 1 knew the debit of a refund alone, in an ERP that carries tax.
      upcast: (data: z.infer<typeof version1>): z.infer<typeof version2> => ({
        ...data,
        purpose: 'refund',
        taxNotCarried: { amount: 0, currency: data.amount.currency },
      }),
    },
  ],
});
