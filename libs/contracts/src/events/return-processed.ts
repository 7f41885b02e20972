import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, moneySchema, returnIdSchema } from '../schema/parts.js';

const version1 = z.object({
  returnId: returnIdSchema,
  processedAt: instant,
  refundIds: z.array(z.string()).meta({ description: 'Refunds on the original order; empty when no refund was made.' }),
  refunded: moneySchema.meta({ description: 'Sum over those refunds.' }),
  exchangeOrders: z.array(z.object({ orderId: z.string(), orderName: z.string().nullable() })),
  processedByUs: z.boolean().meta({ description: 'False when somebody else triggered the processing.' }),
});

const version2 = z.object({
  ...version1.shape,
  storeCredit: moneySchema.meta({ description: 'Given as gift card or store credit, in the shop.' }),
  exchangeCredit: moneySchema.meta({ description: 'Part of the return value that the exchange consumed.' }),
  upsell: moneySchema.meta({ description: 'Paid by the shopper on top, outside the shop.' }),
  exchangeOrders: z.array(
    z.object({
      orderId: z.string(),
      orderName: z.string().nullable(),
      native: z.boolean().meta({
        description: 'True when the items were added to the original order, so that the order is that one.',
      }),
    }),
  ),
  partial: z.boolean().meta({
    description: 'True while an exchange item could not be given for want of stock: the event comes again when it was.',
  }),
});

/** The return was processed: the outcomes were given, read back from the closed return. */
export const returnProcessed = defineEvent({
  type: 'ReturnProcessed',
  version: 2,
  publishers: ['loop-gateway'],
  summary: 'The return was processed: the outcomes were given, read back from the closed return.',
  schema: version2,
  earlier: [{ schema: version1, upcast: fromVersion1 }],
});

/** Version 1 told of refunds alone. */
function fromVersion1(data: z.infer<typeof version1>): z.infer<typeof version2> {
  const nothing = { amount: 0, currency: data.refunded.currency };
  return {
    ...data,
    storeCredit: nothing,
    exchangeCredit: nothing,
    upsell: nothing,
    exchangeOrders: data.exchangeOrders.map((order) => ({ ...order, native: false })),
    partial: false,
  };
}
