import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { documentNumber, instant, returnIdSchema, systemName } from '../schema/parts.js';

/** The ERP's authorisation is void: nothing can be received on it any more. */
export const authorizationCancelled = defineEvent({
  type: 'AuthorizationCancelled',
  version: 1,
  publishers: erpAdapters,
  summary: "The ERP's authorisation is void: nothing can be received on it any more.",
  schema: z.object({
    returnId: returnIdSchema,
    documentNumber,
    cancelledAt: instant,
    reason: z.string().min(1).meta({ description: 'In business words.' }),
    system: systemName,
  }),
});
