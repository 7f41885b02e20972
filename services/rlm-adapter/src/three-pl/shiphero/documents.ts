import { z } from 'zod';

// What we read of ShipHero's answers and webhooks (contracts/rlm-and-3pl.md §4.3). Unknown fields are ignored.

const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null);

const line = z.object({
  sku: z.string().min(1),
  /** Announced. */
  quantity: z.int().nonnegative(),
  quantity_received: z.int().nonnegative(),
  /** 1: back into stock. Some answers have it as a boolean. */
  restock: z.union([z.literal(0), z.literal(1), z.boolean().transform((value) => (value ? 1 : 0))]),
  condition: text,
  reason: text,
});
export type ReturnLine = z.infer<typeof line>;

export const heroReturn = z.object({
  id: z.string().min(1),
  legacy_id: z.int().positive(),
  order_number: text,
  warehouse_id: z.string().min(1),
  status: z.string(),
  /** Where we put the RA number. */
  reason: text,
  tracking_number: text,
  /** Without a zone. */
  created_at: z.string(),
  updated_at: z.string(),
  line_items: z.array(line),
});
export type HeroReturn = z.infer<typeof heroReturn>;

export const returnFields = `id legacy_id order_number warehouse_id status reason tracking_number created_at updated_at
  line_items { sku quantity quantity_received restock condition reason }`;

export const returnsPage = z.object({
  returns: z.object({
    data: z.object({
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
      edges: z.array(z.object({ node: z.unknown() })),
    }),
  }),
});

export const ordersPage = z.object({
  orders: z.object({
    data: z.object({
      edges: z.array(
        z.object({
          node: z.object({
            id: z.string().min(1),
            order_number: z.string(),
            line_items: z.object({ edges: z.array(z.object({ node: z.object({ id: z.string(), sku: z.string() }) })) }),
          }),
        }),
      ),
    }),
  }),
});

export const createdReturn = z.object({ return_create: z.object({ return: z.object({ id: z.string().min(1) }) }) });
