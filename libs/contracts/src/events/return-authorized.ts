import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { documentNumber, instant, returnIdSchema, systemName } from '../schema/parts.js';

/** The ERP holds an authorisation for the return: an RMA or an RA. */
export const returnAuthorized = defineEvent({
  type: 'ReturnAuthorized',
  version: 1,
  publishers: erpAdapters,
  summary: 'The ERP holds an authorisation for the return: an RMA or an RA.',
  schema: z.object({
    returnId: returnIdSchema,
    documentKind: z.enum(['RMA', 'RA']),
    documentNumber,
    authorizedAt: instant,
    warehouse: z.string().nullable().meta({ description: 'Where the goods are expected.' }),
    system: systemName,
    job: z
      .string()
      .nullable()
      .meta({ description: 'Scheduled job under whose name it happened, where the ERP has one.' }),
    expects: z
      .array(z.string())
      .meta({ description: 'Event types that must be seen before the return counts as settled on this route.' }),
  }),
});
