import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, moneySchema } from '../schema/parts.js';

/** A pending refund transaction failed; the shopper has not been paid. */
export const refundMoneyFailed = defineEvent({
  type: 'RefundMoneyFailed',
  version: 1,
  publishers: ['shopify-gateway'],
  summary: 'A pending refund transaction failed; the shopper has not been paid.',
  schema: z.object({
    refundId: z.string().min(1),
    orderId: z.string().min(1),
    amount: moneySchema.meta({ description: 'The part that failed.' }),
    failedAt: instant,
  }),
});
