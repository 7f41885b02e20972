import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, moneySchema } from '../schema/parts.js';

const version1 = z.object({
  refundId: z.string().min(1),
  orderId: z.string().min(1),
  amount: moneySchema.meta({ description: 'The part that failed.' }),
  failedAt: instant,
});

const version2 = z.object({
  ...version1.shape,
  transactionId: z
    .string()
    .min(1)
    .nullable()
    .meta({ description: 'The payment of the refund; a refund may have several. Null where it was not recorded.' }),
});

/** A pending refund transaction failed; the shopper has not been paid. */
export const refundMoneyFailed = defineEvent({
  type: 'RefundMoneyFailed',
  version: 2,
  publishers: ['shopify-gateway'],
  summary: 'A pending refund transaction failed; the shopper has not been paid.',
  schema: version2,
  earlier: [
    {
      schema: version1,
      upcast: (data: z.infer<typeof version1>): z.infer<typeof version2> => ({ ...data, transactionId: null }),
    },
  ],
});
