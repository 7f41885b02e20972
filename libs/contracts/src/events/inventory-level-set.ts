import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, returnIdSchema } from '../schema/parts.js';

/** Sellable stock in the shop now equals what the ERP exported. */
export const inventoryLevelSet = defineEvent({
  type: 'InventoryLevelSet',
  version: 1,
  publishers: ['shopify-gateway'],
  summary: 'Sellable stock in the shop now equals what the ERP exported.',
  schema: z.object({
    returnId: returnIdSchema.meta({ description: 'The return whose restock caused the export.' }),
    sku: z.string().min(1),
    locationId: z.string().min(1),
    available: z.int(),
    setAt: instant,
  }),
});
