import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, returnIdSchema } from '../schema/parts.js';

/** The parcel was never shipped; the return lapsed. */
export const returnExpired = defineEvent({
  type: 'ReturnExpired',
  version: 1,
  publishers: ['loop-gateway'],
  summary: 'The parcel was never shipped; the return lapsed.',
  schema: z.object({
    returnId: returnIdSchema,
    expiredAt: instant,
  }),
});
