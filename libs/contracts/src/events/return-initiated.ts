import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, moneySchema, returnIdSchema } from '../schema/parts.js';

const unitOfVersion1 = z.object({
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

/** One physical unit of a return (contracts/loop.md §2.1: one line per unit, no quantity). */
export const returnUnitSchema = z.object({
  ...unitOfVersion1.shape,
  outcome: z.enum(['return', 'keep']).meta({
    description:
      'return: the unit is sent back. keep: the shopper keeps it and is given the outcome all the same, so no warehouse ever sees it.',
  }),
});

const amountsOfVersion1 = z.object({
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

/** Money of a return, as the shopper was promised it (contracts/loop.md §2.1, §9.10). */
export const returnAmountsSchema = z.object({
  ...amountsOfVersion1.shape,
  exchangeTotal: moneySchema.meta({ description: 'What the exchange items cost: price - discount + tax.' }),
});

const exchangeItemOfVersion1 = z.object({
  exchangeId: z.string(),
  variantId: z.string().nullable(),
  sku: z.string().nullable(),
  title: z.string().nullable(),
  total: moneySchema,
});

const version1 = z.object({
  returnId: returnIdSchema,
  externalReturnId: z.string().min(1).meta({ description: 'The return number that the shopper sees.' }),
  order: z.object({ orderId: z.string().min(1), orderName: z.string().min(1) }),
  outcome: z.string().min(1).meta({ description: 'refund, exchange, credit, upsell or a combination joined by +.' }),
  shopper: z
    .object({ name: z.string().nullable(), postalCode: z.string().nullable(), countryCode: z.string().nullable() })
    .nullable()
    .meta({ description: 'Only what a warehouse needs to match a parcel; null when not known.' }),
  units: z.array(unitOfVersion1).min(1),
  exchangeItems: z.array(exchangeItemOfVersion1),
  amounts: amountsOfVersion1,
  parcel: z.object({
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    status: z.string().nullable(),
  }),
  initiatedAt: instant,
  learnedVia: z.enum(['webhook', 'sweep']).meta({ description: 'How we came to know of it.' }),
});

/** A return as it stands at one moment: what the ERP's documents are made from. */
export const returnSnapshotShape = {
  ...version1.omit({ initiatedAt: true, learnedVia: true }).shape,
  units: z.array(returnUnitSchema).min(1),
  exchangeItems: z.array(
    z.object({
      ...exchangeItemOfVersion1.shape,
      outOfStock: z.boolean().meta({ description: 'True once it could not be given for want of stock.' }),
    }),
  ),
  exchangeOrders: z
    .array(z.object({ orderId: z.string().min(1), orderName: z.string().nullable() }))
    .meta({ description: 'Exchange orders that are there before processing: those of an instant exchange.' }),
  amounts: returnAmountsSchema,
  parcel: z.object({
    ...version1.shape.parcel.shape,
    labelUrl: z.string().nullable().meta({ description: 'Where the shipping label lies; null while there is none.' }),
  }),
  gift: z.boolean().meta({ description: 'A gift return: the outcome goes to the one who got the gift.' }),
  multiCurrency: z.boolean().meta({
    description: 'The order was paid in another currency than that of the shop; amounts are in that of the shop.',
  }),
};

const version2 = z.object({
  ...returnSnapshotShape,
  initiatedAt: version1.shape.initiatedAt,
  learnedVia: version1.shape.learnedVia,
});

/** A shopper submitted a return: the full snapshot at unit level. */
export const returnInitiated = defineEvent({
  type: 'ReturnInitiated',
  version: 2,
  publishers: ['loop-gateway'],
  summary: 'A shopper submitted a return: the full snapshot at unit level.',
  schema: version2,
  earlier: [{ schema: version1, upcast: fromVersion1 }],
});

/** Version 1 knew neither kept units, gifts, other currencies nor instant exchanges; of the new items it told what was spent on them. */
function fromVersion1(data: z.infer<typeof version1>): z.infer<typeof version2> {
  return {
    ...data,
    units: data.units.map((unit) => ({ ...unit, outcome: 'return' })),
    exchangeItems: data.exchangeItems.map((item) => ({ ...item, outOfStock: false })),
    exchangeOrders: [],
    amounts: { ...data.amounts, exchangeTotal: data.amounts.exchangeCredit },
    parcel: { ...data.parcel, labelUrl: null },
    gift: false,
    multiCurrency: false,
  };
}
