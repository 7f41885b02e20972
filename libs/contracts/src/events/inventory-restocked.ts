import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { documentNumber, instant, qualitySchema, returnIdSchema, systemName } from '../schema/parts.js';

/** Units went back into stock in the ERP. */
export const inventoryRestocked = defineEvent({
  type: 'InventoryRestocked',
  version: 1,
  publishers: erpAdapters,
  summary: 'Units went back into stock in the ERP.',
  schema: z.object({
    returnId: returnIdSchema,
    restockedAt: instant,
    documentNumber,
    movements: z
      .array(
        z.object({
          sku: z.string().nullable(),
          barcode: z.string().nullable(),
          warehouse: z.string(),
          quality: qualitySchema,
          quantity: z.int().positive(),
        }),
      )
      .min(1),
    system: systemName,
  }),
});
