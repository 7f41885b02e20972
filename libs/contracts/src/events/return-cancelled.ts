import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, returnIdSchema } from '../schema/parts.js';

/** The return was withdrawn; nothing is owed. */
export const returnCancelled = defineEvent({
  type: 'ReturnCancelled',
  version: 1,
  publishers: ['loop-gateway'],
  summary: 'The return was withdrawn; nothing is owed.',
  schema: z.object({
    returnId: returnIdSchema,
    cancelledAt: instant,
  }),
});
