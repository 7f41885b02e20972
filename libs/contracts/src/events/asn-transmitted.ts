import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { documentNumber, instant, returnIdSchema, systemName } from '../schema/parts.js';

/** The warehouse knows what to expect. */
export const asnTransmitted = defineEvent({
  type: 'AsnTransmitted',
  version: 1,
  publishers: erpAdapters,
  summary: 'The warehouse knows what to expect.',
  schema: z.object({
    returnId: returnIdSchema,
    documentNumber,
    warehouseReference: z.string().min(1).meta({ description: "The warehouse's own number for the return order." }),
    transmittedAt: instant,
    system: systemName,
  }),
});
