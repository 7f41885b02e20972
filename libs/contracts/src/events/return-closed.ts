import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, returnIdSchema } from '../schema/parts.js';

/** The return was closed without any outcome. */
export const returnClosed = defineEvent({
  type: 'ReturnClosed',
  version: 1,
  publishers: ['loop-gateway'],
  summary: 'The return was closed without any outcome.',
  schema: z.object({
    returnId: returnIdSchema,
    closedAt: instant,
  }),
});
