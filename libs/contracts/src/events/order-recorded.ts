import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant } from '../schema/parts.js';

/** The original order as read from the shop, with what really shipped. */
export const orderRecorded = defineEvent({
  type: 'OrderRecorded',
  version: 1,
  publishers: ['shopify-gateway'],
  summary: 'The original order as read from the shop, with what really shipped.',
  schema: z.object({
    orderId: z.string().min(1),
    orderName: z.string().min(1),
    placedAt: instant,
    updatedAt: instant,
    lines: z.array(
      z.object({
        orderLineId: z.string(),
        sku: z.string().nullable(),
        title: z.string(),
        quantity: z.int().nonnegative(),
        shippedQuantity: z
          .int()
          .nonnegative()
          .meta({ description: 'Units in successful fulfilments (contracts/shopify.md §3).' }),
      }),
    ),
  }),
});
