import { z } from 'zod';
import { defineEvent, erpAdapters } from '../schema/define-event.js';
import { instant, returnIdSchema } from '../schema/parts.js';

/** The refund was not taken into the ERP; the reason says why and whether that is fine. */
export const refundSkipped = defineEvent({
  type: 'RefundSkipped',
  version: 1,
  publishers: erpAdapters,
  summary: 'The refund was not taken into the ERP; the reason says why and whether that is fine.',
  schema: z.object({
    returnId: returnIdSchema,
    refundId: z.string().min(1),
    reason: z.string().min(1),
    severity: z.enum(['info', 'warning']),
    skippedAt: instant,
  }),
});
