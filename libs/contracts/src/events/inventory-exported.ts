import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { instant, returnIdSchema, systemName } from '../schema/parts.js';

/** Sellable stock of record after the restock, as absolute figures for the shop. */
export const inventoryExported = defineEvent({
  type: 'InventoryExported',
  version: 1,
  publishers: erpAdapters,
  summary: 'Sellable stock of record after the restock, as absolute figures for the shop.',
  schema: z.object({
    returnId: returnIdSchema.meta({ description: 'The return whose restock caused the export.' }),
    exportedAt: instant,
    levels: z.array(z.object({ sku: z.string().min(1), locationId: z.string().min(1), available: z.int() })).min(1),
    system: systemName,
    job: z.string().nullable(),
  }),
});
