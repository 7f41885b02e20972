import { z } from 'zod';

// Rows of the legacy API (contracts/rlm-and-3pl.md §1.2, §2.5): upper-case tags, empty elements for null, days as YYYYMMDD.

const required = z.string().trim().min(1);
const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null);
const whole = z
  .string()
  .regex(/^-?\d{1,9}$/)
  .transform(Number);
const decimal = z.string().regex(/^\d+(\.\d+)?$/);
const list = z.string().transform((value) => value.split(','));
const day = z
  .string()
  .regex(/^\d{8}$/)
  .transform((value) => `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6)}`);

const garment = { STYLE_NUMBER: required, COLOR: required, LENGTH: text };

/** Stock of one style and colour; its sizes, UPCs and quantities stand side by side. */
export const inventoryRow = z
  .object({ ...garment, SIZES: list, UPCS: list, ATS: list.pipe(z.array(whole)) })
  .refine(({ SIZES, UPCS, ATS }) => SIZES.length === UPCS.length && UPCS.length === ATS.length, {
    message: 'expected as many UPCS and ATS as SIZES',
  });

const soldLine = { ...garment, SIZE: required, UPC: text, UNITS: whole, UNIT_PRICE: decimal };

/** One packed line. */
export const packedRow = z.object({ ...soldLine, ORDER_NUMBER: whole, CUSTOMER_PO: text, WAREHOUSE: whole.optional() });
export type PackedRow = z.infer<typeof packedRow>;

/** One line of a credit; the credit's own fields stand on each. */
export const creditRow = z.object({
  ...soldLine,
  CREDIT_NUMBER: whole,
  CREDIT_DATE: day,
  ORIGINAL_CUSTOMER_PO: text,
  DISCOUNT: decimal.default('0'),
  SALES_TAX: decimal,
  FREIGHT_CHARGE: decimal,
  CURRENCY: z.string().regex(/^[A-Z]{3}$/),
});
export type CreditRow = z.infer<typeof creditRow>;

/** Items of one style and colour, its sizes and UPCs side by side. */
export const itemRow = z
  .object({ ...garment, DIVISION: whole, SIZES: list, UPCS: list })
  .refine(({ SIZES, UPCS }) => SIZES.length === UPCS.length, { message: 'expected as many UPCS as SIZES' });
export type ItemRow = z.infer<typeof itemRow>;

/** One order that a create made; there is one per division. */
export const orderRow = z.object({ DIVISION: whole, ORDER_NUMBER: whole });

interface Named {
  readonly STYLE_NUMBER: string;
  readonly COLOR: string;
  readonly LENGTH: string | null;
}

/**
 * The names under which the shop may know an item: its UPC, or style, colour, size (and length) joined, as RLM itself shows an item
 * without a UPC (contracts/rlm-and-3pl.md §2.1).
 */
export function namesOf({ STYLE_NUMBER, COLOR, LENGTH }: Named, size: string, upc: string | null): readonly string[] {
  const joined = [STYLE_NUMBER, COLOR, size].join('-');
  return [joined, ...(LENGTH === null ? [] : [`${joined}-${LENGTH}`]), ...(upc === null ? [] : [upc])];
}
