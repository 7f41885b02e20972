import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { instant, returnIdSchema } from '../schema/parts.js';

/** The return must not go on by itself; a person decides. */
export const returnHeld = defineEvent({
  type: 'ReturnHeld',
  version: 1,
  publishers: erpAdapters,
  summary: 'The return must not go on by itself; a person decides.',
  schema: z.object({
    returnId: returnIdSchema,
    heldAt: instant,
    reasons: z
      .array(
        z.object({
          kind: z.enum(['short', 'over', 'damaged', 'wrong-item', 'unexpected-item', 'amount-differs']),
          unitId: z.string().nullable(),
          text: z.string().min(1).meta({ description: 'In business words, for the person who decides.' }),
        }),
      )
      .min(1),
  }),
});
