import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, moneySchema } from '../schema/parts.js';

/** A pending refund transaction succeeded. */
export const refundMoneySettled = defineEvent({
  type: 'RefundMoneySettled',
  version: 1,
  publishers: ['shopify-gateway'],
  summary: 'A pending refund transaction succeeded.',
  schema: z.object({
    refundId: z.string().min(1),
    orderId: z.string().min(1),
    amount: moneySchema.meta({ description: 'The part that settled.' }),
    settledAt: instant,
  }),
});
