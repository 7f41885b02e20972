import { parseMoney, type Money } from '@backhaul/money';
import { notUnderstood } from '@backhaul/vendor-http';
import { z } from 'zod';

// Scalars on the wire: contracts/shopify.md §3.

/** A global id; parses to its digits, which are the id that webhooks, Loop and our events use. */
export const gidDigits = z.string().transform((value, ctx): string => {
  const digits = /^gid:\/\/shopify\/\w+\/(\d+)/.exec(value)?.[1];
  if (digits !== undefined) return digits;
  ctx.issues.push({ code: 'custom', message: 'expected a global id', input: value });
  return z.NEVER;
});

export const gidOf = (type: 'Order' | 'Refund' | 'Fulfillment' | 'Location', digits: string): string =>
  `gid://shopify/${type}/${digits}`;

/** Amounts in the shop's own currency; what the shopper saw may be another one. */
export const shopMoney = z
  .object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) })
  .transform(({ shopMoney: { amount, currencyCode } }, ctx): Money => {
    try {
      return parseMoney(amount, currencyCode);
    } catch {
      ctx.issues.push({ code: 'custom', message: 'expected an amount in whole minor units', input: amount });
      return z.NEVER;
    }
  });

export const instant = z.iso.datetime().transform((value) => new Date(value));

/** A SKU; null when there is none. */
export const sku = z
  .string()
  .nullable()
  .transform((value) => (value === null || value.trim() === '' ? null : value));

/** @throws VendorError VENDOR_NOT_UNDERSTOOD, with the places that do not fit and never their values */
export function fitting<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
  throw notUnderstood('Shopify', `${what} does not fit its contract: ${places.join('; ')}`, places);
}
