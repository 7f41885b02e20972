import { z } from 'zod';
import { amount, id, instant, text } from './values.js';

const line = z.object({
  line_item_id: id,
  provider_line_item_id: id,
  variant_id: text,
  sku: text,
  barcode: text,
  title: text,
  line_item_title: text,
  price: amount,
  discount: amount.nullish(),
  tax: amount.nullish(),
  refund: amount.nullish(),
  outcome: text,
  return_reason: text,
  parent_return_reason: text,
  reason: text,
  parent_reason: text,
});

const exchange = z.object({
  exchange_id: id,
  exchange_order_id: text,
  exchange_order_name: text,
  variant_id: text,
  sku: text,
  title: text,
  total: amount.nullish(),
  out_of_stock: z.boolean().nullish(),
  out_of_stock_resolution: text,
});

/** Older documents print the state of a flagged return in two words (contracts/loop.md §5.1). */
const state = z.preprocess(
  (value) => (value === 'needs review' ? 'review' : value),
  z.enum(['open', 'review', 'closed', 'cancelled', 'expired']),
);

/** A return as `details` shows it (contracts/loop.md §2.1, §2.2). Unknown fields are ignored: new ones may appear any time. */
export const returnDocument = z.object({
  id,
  state,
  outcome: text,
  created_at: instant,
  updated_at: instant.nullish(),
  edited_at: instant.nullish(),
  order_name: z.string().min(1),
  provider_order_id: id,
  currency: z.string().regex(/^[A-Z]{3}$/),
  return_product_total: amount,
  return_discount_total: amount,
  return_tax_total: amount,
  return_total: amount,
  return_credit_total: amount.nullish(),
  exchange_total: amount.nullish(),
  refund: amount.nullish(),
  gift_card: amount.nullish(),
  gift_card_order_id: text,
  upsell: amount.nullish(),
  handling_fee: amount.nullish(),
  carrier: text,
  tracking_number: text,
  label_status: text,
  label_url: text,
  is_gift_return: z.boolean().nullish(),
  multi_currency: z.boolean().nullish(),
  line_items: z.array(line),
  exchanges: z.array(exchange).nullish(),
  exchange_order_id: text,
  exchange_order_name: text,
  refunds: z.array(z.object({ amount, provider_refund_id: id, currency: text })).nullish(),
});

export type ReturnDocument = z.infer<typeof returnDocument>;

/** A row of the list, as far as the sweep needs it. */
export const listRow = z.object({ id, state: z.string(), updated_at: instant });
