import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { instant, moneySchema, returnIdSchema } from '../schema/parts.js';

const version1 = z.object({
  returnId: returnIdSchema,
  refundId: z.string().min(1),
  reason: z.string().min(1),
  severity: z.enum(['info', 'warning']),
  skippedAt: instant,
});

const version2 = version1.extend({
  accepted: moneySchema.nullable().meta({
    description: 'What a person accepted as never to be credited in the ERP; null when nobody has.',
  }),
});

/** The refund was not taken into the ERP; the reason says why and whether that is fine. */
export const refundSkipped = defineEvent({
  type: 'RefundSkipped',
  version: 2,
  publishers: erpAdapters,
  summary: 'The refund was not taken into the ERP; the reason says why and whether that is fine.',
  schema: version2,
  earlier: [
    {
      schema: version1,
      upcast: (data: z.infer<typeof version1>): z.infer<typeof version2> => ({ ...data, accepted: null }),
    },
  ],
});
