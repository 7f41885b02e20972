import { moneyView } from '@backhaul/service-kit';
import { z } from 'zod';
import { unitStates } from '../status/unit-states.js';

const text = (description: string) => z.string().meta({ description });

/** One unit of a return. */
export const unitView = z.object({
  unitId: z.string(),
  sku: z.string().nullable(),
  title: z.string().nullable(),
  reason: z.string().nullable().meta({ description: "The shopper's reason, in the merchant's words." }),
  price: moneyView.meta({ description: 'Before discount and tax.' }),
  outcome: z
    .enum(['return', 'keep'])
    .meta({ description: 'keep: the shopper keeps it and gets the outcome all the same.' }),
  state: z.enum(unitStates),
  condition: z.string().nullable().meta({ description: 'As received; null until then.' }),
  exception: z.string().nullable().meta({ description: 'Why the receipt puts it on a worklist.' }),
});

/** A unit that came without being announced. */
export const unannouncedView = z.object({
  sku: z.string().nullable(),
  condition: z.string(),
  disposition: z.string(),
  exception: z.string().nullable(),
});

/** An item that the shopper wants instead. */
export const exchangeItemView = z.object({
  sku: z.string().nullable(),
  title: z.string().nullable(),
  total: moneyView,
  outOfStock: z.boolean(),
});

/** A replacement order. */
export const exchangeOrderView = z.object({
  orderId: text("Shopify's id; that of the original order when the items were added to it."),
  orderName: z.string().nullable(),
  native: z.boolean().meta({ description: 'True when the items were added to the original order.' }),
  state: z.enum(['named', 'ordered', 'imported', 'cancelled']),
  total: moneyView.nullable().meta({ description: 'What the shop asks for; null until the shop shows the order.' }),
  creditDiscount: moneyView.nullable().meta({ description: 'Taken off for the returned value.' }),
  erpOrder: z.string().nullable(),
  shippingType: z.string().nullable(),
  paymentType: z.string().nullable(),
});

/** What the shopper was promised. */
const promisedView = z.object({
  product: moneyView,
  discount: moneyView,
  tax: moneyView,
  total: moneyView,
  fee: moneyView,
  refund: moneyView,
  storeCredit: moneyView,
  exchangeCredit: moneyView.meta({ description: 'Part of the return value for the exchange.' }),
  upsell: moneyView.meta({ description: 'Paid by the shopper on top.' }),
});

/** The money of a return. */
export const returnMoneyView = z.object({
  promised: promisedView.nullable().meta({ description: 'Null until the return itself is known.' }),
  credited: moneyView.meta({ description: 'Credits that the ERP issued.' }),
  offset: moneyView.meta({ description: 'What AR debits and refund imports used of them.' }),
  applied: moneyView.meta({ description: 'What was applied to invoices of them.' }),
  refunded: moneyView.meta({ description: 'Money that left.' }),
  storeCredit: moneyView.meta({ description: 'Given as gift card or store credit.' }),
  exchangeCredit: moneyView.meta({ description: 'Consumed by the exchange.' }),
  upsell: moneyView.meta({ description: 'Paid on top.' }),
});

/** The shipping label and its parcel. */
export const labelView = z.object({
  url: z.string().nullable(),
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  status: z.string().nullable().meta({ description: "The carrier's word." }),
});

/** A document of whatever system. */
export const documentOfReturnView = z.object({
  kind: z.string().meta({ examples: ['RMA', 'credit memo', 'AR debit'] }),
  number: z.string(),
  system: z.string(),
  at: z.string().meta({ description: 'When it was first told of. ISO 8601, UTC.' }),
});

/** What is known of a return beside its row in the list. */
export const returnBody = z.object({
  goods: z
    .object({ units: z.array(unitView), unannounced: z.array(unannouncedView) })
    .meta({ description: 'Unit by unit; `units` has their number alone.' }),
  exchangeItems: z.array(exchangeItemView),
  exchangeOrders: z.array(exchangeOrderView),
  money: returnMoneyView,
  label: labelView,
  documents: z.array(documentOfReturnView),
  gift: z.boolean(),
  multiCurrency: z.boolean().meta({ description: 'Paid in another currency than that of the shop.' }),
});
export type ReturnBodyView = z.infer<typeof returnBody>;
