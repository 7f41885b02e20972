import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, moneySchema } from '../schema/parts.js';

/** The shop made a refund: units, restock, and the money that moved. */
export const refundRecorded = defineEvent({
  type: 'RefundRecorded',
  version: 1,
  publishers: ['shopify-gateway'],
  summary: 'The shop made a refund: units, restock, and the money that moved.',
  schema: z.object({
    refundId: z.string().min(1),
    orderId: z.string().min(1),
    orderName: z.string().min(1),
    createdAt: instant,
    lines: z.array(
      z.object({
        orderLineId: z.string(),
        sku: z.string().nullable(),
        quantity: z.int().positive(),
        restockType: z.enum(['return', 'no-restock', 'cancel', 'legacy-restock']),
        locationId: z.string().nullable(),
        subtotal: moneySchema,
        tax: moneySchema,
      }),
    ),
    shipping: moneySchema.meta({ description: 'Refunded shipping, tax excluded.' }),
    moneyRefunded: moneySchema.meta({
      description: 'Sum of successful refund transactions: take amounts from here, not from lines.',
    }),
    moneyPending: moneySchema.meta({ description: 'Asked for, neither succeeded nor failed yet.' }),
  }),
});
