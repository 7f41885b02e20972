import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, returnIdSchema } from '../schema/parts.js';

const version1 = z.object({
  returnId: returnIdSchema.meta({ description: 'The return whose restock caused the export.' }),
  sku: z.string().min(1),
  locationId: z.string().min(1),
  available: z.int(),
  setAt: instant,
});

const version2 = version1.extend({
  returnId: returnIdSchema.nullable().meta({
    description: 'The return whose restock caused the export; null when something else moved the stock.',
  }),
});

/** Sellable stock in the shop now equals what the ERP exported. */
export const inventoryLevelSet = defineEvent({
  type: 'InventoryLevelSet',
  version: 2,
  publishers: ['shopify-gateway'],
  summary: 'Sellable stock in the shop now equals what the ERP exported.',
  schema: version2,
  earlier: [
    {
      schema: version1,
      // Version 1 was told of a return alone.
      upcast: (data: z.infer<typeof version1>): z.infer<typeof version2> => data,
    },
  ],
});
