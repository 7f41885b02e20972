import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, moneySchema, returnIdSchema } from '../schema/parts.js';

/** The replacement order of an exchange, as the shop holds it. */
export const exchangeOrderCreated = defineEvent({
  type: 'ExchangeOrderCreated',
  version: 1,
  publishers: ['shopify-gateway'],
  summary: 'The replacement order of an exchange, as the shop holds it.',
  schema: z.object({
    returnId: returnIdSchema.nullable().meta({
      description: 'Null when the shop shows only the original order, and no return has named the exchange order yet.',
    }),
    orderId: z.string().min(1).meta({ description: 'The original order.' }),
    orderName: z.string().min(1),
    exchangeOrderId: z
      .string()
      .min(1)
      .meta({ description: 'The exchange order; the original order itself when the exchange is native.' }),
    exchangeOrderName: z.string().min(1),
    native: z.boolean().meta({ description: 'True when the items were added to the original order.' }),
    createdAt: instant,
    lines: z.array(
      z.object({
        orderLineId: z.string().min(1),
        sku: z.string().nullable(),
        barcode: z.string().nullable(),
        title: z.string().nullable(),
        quantity: z.int().positive(),
        unitPrice: moneySchema.meta({ description: 'Before discount and tax.' }),
        discount: moneySchema.meta({ description: 'On the whole line, positive.' }),
        tax: moneySchema.meta({ description: 'On the whole line.' }),
      }),
    ),
    merchandise: moneySchema.meta({ description: 'Lines before discounts and tax.' }),
    creditDiscount: moneySchema.meta({
      description:
        'Discount for the returned value ("loop discount"); zero when it is switched off or the exchange is native.',
    }),
    otherDiscounts: moneySchema,
    shipping: moneySchema,
    tax: moneySchema,
    total: moneySchema.meta({ description: 'merchandise - discounts + shipping + tax.' }),
    shippingMethod: z.string().nullable().meta({ description: 'Null when the order names none.' }),
    paymentMethods: z.array(z.string()).meta({ description: 'Empty when nothing was paid through the shop.' }),
    cancelled: z.boolean(),
    confidence: z.enum(['certain', 'probable']).meta({
      description: 'certain: a return names the order, or it names the original. probable: by its name and tags alone.',
    }),
    evidence: z.array(z.string()).min(1).meta({ description: 'What it was recognised by, in business words.' }),
  }),
});
