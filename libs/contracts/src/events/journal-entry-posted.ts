import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, moneySchema, returnIdSchema } from '../schema/parts.js';

/** The books of a return (design.md §5). Clearing accounts must end at zero; the others tell what the return cost. */
export const accounts = [
  'customer-receivable',
  'refund-clearing',
  'exchange-clearing',
  'store-credit-liability',
  'upsell-clearing',
  'rounding',
  'sales-returns',
  'tax',
  'freight',
  'fee-income',
  'adjustments',
  'paid-out',
] as const;

/** A balanced entry was posted to the books of a return. */
export const journalEntryPosted = defineEvent({
  type: 'JournalEntryPosted',
  version: 1,
  publishers: ['ledger'],
  summary: 'A balanced entry was posted to the books of a return.',
  schema: z.object({
    returnId: returnIdSchema,
    entryId: z.string().min(1).meta({ description: 'Idempotency key: cause and a hash of the content.' }),
    description: z.string().min(1),
    effectiveAt: instant,
    documentNumber: z.string().nullable(),
    lines: z
      .array(
        z.object({
          account: z.enum(accounts),
          amount: moneySchema.meta({
            description: 'Signed: debit positive, credit negative. Lines of an entry add up to zero.',
          }),
        }),
      )
      .min(2),
  }),
});
