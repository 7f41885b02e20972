import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, moneySchema, returnIdSchema } from '../schema/parts.js';

/** The return was processed: the outcomes were given, read back from the closed return. */
export const returnProcessed = defineEvent({
  type: 'ReturnProcessed',
  version: 1,
  publishers: ['loop-gateway'],
  summary: 'The return was processed: the outcomes were given, read back from the closed return.',
  schema: z.object({
    returnId: returnIdSchema,
    processedAt: instant,
    refundIds: z
      .array(z.string())
      .meta({ description: 'Refunds on the original order; empty when no refund was made.' }),
    refunded: moneySchema.meta({ description: 'Sum over those refunds.' }),
    exchangeOrders: z.array(z.object({ orderId: z.string(), orderName: z.string().nullable() })),
    processedByUs: z.boolean().meta({ description: 'False when somebody else triggered the processing.' }),
  }),
});
