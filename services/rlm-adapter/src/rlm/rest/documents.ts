import { z } from 'zod';

// What we read of RLM's answers (contracts/rlm-and-3pl.md §1.4, §2, §6). Unknown fields are ignored.

const whole = z.int();
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

export const list = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() });

const raLine = z.object({
  line_no: whole.positive(),
  sku: z.string().nullish(),
  upc: z.string().nullish(),
  external_line_id: z.string().nullish(),
  qty_authorized: whole.positive(),
  reason_text: z.string().nullish(),
});

export const ra = z.object({
  ra_number: whole,
  division: whole,
  external_rma_id: z.string(),
  external_system: z.string(),
  status: z.string(),
  lines: z.array(raLine),
});
export type Ra = z.infer<typeof ra>;

export const receipt = z.object({
  id: z.string().min(1),
  threepl_code: z.string(),
  receipt_id: z.string(),
  revision: whole.positive().default(1),
  export_status: z.enum(['PENDING', 'SENT', 'CONFIRMED', 'ERROR', 'NOT_APPLICABLE']),
  lines: z.array(z.object({ result: z.string().nullish(), message: z.string().nullish() })).default([]),
});
export type StoredRow = z.infer<typeof receipt>;

export const importRow = z.object({
  result: z.enum(['CREATED', 'SKIPPED', 'ERROR']),
  message: z.string().nullish(),
  credit_number: whole.nullish(),
  restocked: z
    .array(z.object({ sku: z.string(), warehouse: whole, quality: z.enum(['1', '2']), quantity: whole.positive() }))
    .default([]),
  lines: z
    .array(
      z.object({
        external_line_id: z.string(),
        result: z.enum(['CREATED', 'SKIPPED', 'ERROR']),
        message: z.string().nullish(),
      }),
    )
    .default([]),
});
export type ImportRow = z.infer<typeof importRow>;

export const invoice = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  merchandise: decimal,
  sales_tax: decimal,
  freight_charge: decimal,
  misc_charges: z.array(z.object({ amount: decimal })).default([]),
  total: decimal,
});
export type Invoice = z.infer<typeof invoice>;

export const warehouse = z.object({
  number: whole,
  quality: z.enum(['FIRST', 'SECOND']),
  shopify_location_id: z.string().min(1).nullish(),
  second_quality_warehouse: whole.nullish(),
});

export const balance = z.object({ warehouse: whole, sku: z.string(), ats: whole });
