import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { documentNumber, instant, moneySchema, returnIdSchema, systemName } from '../schema/parts.js';

/** The exchange order stands in the ERP and can be picked and shipped. */
export const exchangeOrderImported = defineEvent({
  type: 'ExchangeOrderImported',
  version: 1,
  publishers: erpAdapters,
  summary: 'The exchange order stands in the ERP and can be picked and shipped.',
  schema: z.object({
    returnId: returnIdSchema,
    exchangeOrderId: z.string().min(1),
    exchangeOrderName: z.string().min(1),
    documentNumber: documentNumber.meta({ description: "The ERP's order; the original one when it was amended." }),
    amended: z.boolean().meta({ description: 'True when the items were added to an order that was there already.' }),
    importedAt: instant,
    merchandise: moneySchema.meta({ description: 'Value of the goods before the offset.' }),
    offset: z.object({
      kind: z.enum(['discount', 'misc-charge', 'none']),
      amount: moneySchema.meta({ description: 'Returned value taken off the order, positive.' }),
    }),
    total: moneySchema.meta({ description: 'What the order comes to in the ERP.' }),
    shippingType: z.string().nullable(),
    paymentType: z.string().nullable(),
    system: systemName,
    job: z.string().nullable(),
  }),
});
