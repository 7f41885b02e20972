import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, returnIdSchema } from '../schema/parts.js';

/** Units were taken off the return; the shopper is given nothing for them. */
export const returnUnitsRemoved = defineEvent({
  type: 'ReturnUnitsRemoved',
  version: 1,
  publishers: ['loop-gateway'],
  summary: 'Units were taken off the return; the shopper is given nothing for them.',
  schema: z.object({
    returnId: returnIdSchema,
    unitIds: z.array(z.string().min(1)).min(1),
    removedAt: instant,
  }),
});
