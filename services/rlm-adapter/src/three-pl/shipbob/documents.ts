import { z } from 'zod';

// What we read of ShipBob's answers and webhooks (contracts/rlm-and-3pl.md §4.3). Unknown fields are ignored.

const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null);

export const statuses = ['AwaitingArrival', 'Arrived', 'Processing', 'Completed', 'Cancelled'] as const;

/** Something that was done with so many units. */
const actionTaken = z.object({
  action: z.enum(['Default', 'Restock', 'Quarantine', 'Dispose']),
  action_reason: text,
  quantity_processed: z.int().nonnegative(),
});
export type ActionTaken = z.infer<typeof actionTaken>;

export const returnOrder = z.object({
  id: z.int().positive(),
  /** Our RA number, or a number of theirs on a parcel that came back by itself. */
  reference_id: text,
  status: z.enum(statuses),
  return_type: z.enum(['Regular', 'RTS']).default('Regular'),
  store_order_id: text,
  tracking_number: text,
  fulfillment_center: z.object({ id: z.int().positive() }),
  status_history: z
    .array(z.object({ status: z.enum(statuses), timestamp: z.iso.datetime({ offset: true }) }))
    .default([]),
  inventory: z.array(
    z.object({
      id: z.int().positive(),
      quantity: z.int().nonnegative(),
      action_taken: z
        .array(actionTaken)
        .nullish()
        .transform((list) => list ?? []),
    }),
  ),
});
export type ReturnOrder = z.infer<typeof returnOrder>;

export const page = z.object({ items: z.array(z.unknown()), next: z.string().nullish() });

/** Of the inventory that we look up by SKU or by id. */
export const inventoryItem = z.object({ id: z.int().positive(), sku: z.string().min(1) });
