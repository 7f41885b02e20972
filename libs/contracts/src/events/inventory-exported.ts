import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { instant, returnIdSchema, systemName } from '../schema/parts.js';

const version1 = z.object({
  returnId: returnIdSchema.meta({ description: 'The return whose restock caused the export.' }),
  exportedAt: instant,
  levels: z.array(z.object({ sku: z.string().min(1), locationId: z.string().min(1), available: z.int() })).min(1),
  system: systemName,
  job: z.string().nullable(),
});

const version2 = version1.extend({
  returnId: returnIdSchema.nullable().meta({
    description: 'The return whose restock caused the export; null when something else moved the stock.',
  }),
});

/** Sellable stock of record after the restock, as absolute figures for the shop. */
export const inventoryExported = defineEvent({
  type: 'InventoryExported',
  version: 2,
  publishers: erpAdapters,
  summary: 'Sellable stock of record after the restock, as absolute figures for the shop.',
  schema: version2,
  earlier: [
    {
      schema: version1,
      // Version 1 was told of a return alone.
      upcast: (data: z.infer<typeof version1>): z.infer<typeof version2> => data,
    },
  ],
});
