import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, returnIdSchema } from '../schema/parts.js';

/** Processing was asked for and did not happen. */
export const returnProcessingFailed = defineEvent({
  type: 'ReturnProcessingFailed',
  version: 1,
  publishers: ['loop-gateway'],
  summary: 'Processing was asked for and did not happen.',
  schema: z.object({
    returnId: returnIdSchema,
    failedAt: instant,
    message: z.string().nullable().meta({ description: 'May be null: the vendor does not always say why.' }),
  }),
});
