import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, moneySchema, returnIdSchema } from '../schema/parts.js';

const accountsOfVersion1 = [
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

/** The books of a return (design.md §5). Clearing accounts must end at zero; the others tell what the return cost. */
export const accounts = [
  ...accountsOfVersion1,
  'store-credit-issued',
  'exchange-issued',
  'upsell-received',
  'damage-and-short',
] as const;

const version1 = shapeWith(accountsOfVersion1);
const version2 = shapeWith(accounts);

/** A balanced entry was posted to the books of a return. */
export const journalEntryPosted = defineEvent({
  type: 'JournalEntryPosted',
  version: 2,
  publishers: ['ledger'],
  summary: 'A balanced entry was posted to the books of a return.',
  schema: version2,
  // Version 2 has more accounts; what was posted on the earlier ones stays as it is.
  earlier: [{ schema: version1, upcast: (data: z.infer<typeof version1>): z.infer<typeof version2> => data }],
});

function shapeWith<const A extends readonly [string, ...string[]]>(names: A) {
  return z.object({
    returnId: returnIdSchema,
    entryId: z.string().min(1).meta({ description: 'Idempotency key: cause and a hash of the content.' }),
    description: z.string().min(1),
    effectiveAt: instant,
    documentNumber: z.string().nullable(),
    lines: z
      .array(
        z.object({
          account: z.enum(names),
          amount: moneySchema.meta({
            description: 'Signed: debit positive, credit negative. Lines of an entry add up to zero.',
          }),
        }),
      )
      .min(2),
  });
}
