import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, returnIdSchema } from '../schema/parts.js';

/** The return waits for a person in review. */
export const returnFlagged = defineEvent({
  type: 'ReturnFlagged',
  version: 1,
  publishers: ['loop-gateway'],
  summary: 'The return waits for a person in review.',
  schema: z.object({
    returnId: returnIdSchema,
    flaggedAt: instant,
  }),
});
