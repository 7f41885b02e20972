import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, moneySchema, returnIdSchema } from '../schema/parts.js';

/** One physical unit that the shopper sends back (contracts/loop.md §2.1: one line per unit, no quantity). */
export const returnUnitSchema = z.object({
  unitId: z.string().min(1).meta({ description: 'The unit: one line of the return is one unit.' }),
  orderLineId: z
    .string()
    .min(1)
    .meta({ description: 'Line of the original order. Repeats when several units of one line come back.' }),
  variantId: z.string().nullable(),
  sku: z.string().nullable(),
  barcode: z.string().nullable().meta({ description: 'UPC or EAN; null when the shop has none.' }),
  title: z.string().nullable(),
  price: moneySchema.meta({ description: 'Price on the original order line, before discount and tax.' }),
  discount: moneySchema.meta({ description: 'Discount on this unit, positive.' }),
  tax: moneySchema,
  refund: moneySchema.meta({ description: "This unit's share of the money refunded, tax included." }),
  reason: z.string().nullable().meta({ description: "The shopper's reason, in the merchant's words." }),
  parentReason: z.string().nullable(),
});

/** Money of a return, as the shopper was promised it (contracts/loop.md §2.1, §9.10). */
export const returnAmountsSchema = z.object({
  product: moneySchema.meta({ description: 'Gross value of the returned lines.' }),
  discount: moneySchema.meta({ description: 'Discounts on them, positive.' }),
  tax: moneySchema,
  total: moneySchema.meta({ description: 'product - discount + tax.' }),
  exchangeCredit: moneySchema.meta({ description: 'Part of the return value spent on exchange items.' }),
  refund: moneySchema.meta({ description: 'Goes back to the original payment methods.' }),
  storeCredit: moneySchema.meta({ description: 'Given as gift card or store credit.' }),
  upsell: moneySchema.meta({ description: 'Paid by the shopper on top.' }),
  handlingFee: moneySchema.meta({ description: 'Kept by the merchant.' }),
});

/** A shopper submitted a return: the full snapshot at unit level. */
export const returnInitiated = defineEvent({
  type: 'ReturnInitiated',
  version: 1,
  publishers: ['loop-gateway'],
  summary: 'A shopper submitted a return: the full snapshot at unit level.',
  schema: z.object({
    returnId: returnIdSchema,
    externalReturnId: z.string().min(1).meta({ description: 'The return number that the shopper sees.' }),
    order: z.object({ orderId: z.string().min(1), orderName: z.string().min(1) }),
    outcome: z.string().min(1).meta({ description: 'refund, exchange, credit, upsell or a combination joined by +.' }),
    shopper: z
      .object({ name: z.string().nullable(), postalCode: z.string().nullable(), countryCode: z.string().nullable() })
      .nullable()
      .meta({ description: 'Only what a warehouse needs to match a parcel; null when not known.' }),
    units: z.array(returnUnitSchema).min(1),
    exchangeItems: z.array(
      z.object({
        exchangeId: z.string(),
        variantId: z.string().nullable(),
        sku: z.string().nullable(),
        title: z.string().nullable(),
        total: moneySchema,
      }),
    ),
    amounts: returnAmountsSchema,
    parcel: z.object({
      carrier: z.string().nullable(),
      trackingNumber: z.string().nullable(),
      status: z.string().nullable(),
    }),
    initiatedAt: instant,
    learnedVia: z.enum(['webhook', 'sweep']).meta({ description: 'How we came to know of it.' }),
  }),
});
