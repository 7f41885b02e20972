import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, returnIdSchema } from '../schema/parts.js';

/** The carrier moved the parcel on. */
export const parcelProgressed = defineEvent({
  type: 'ParcelProgressed',
  version: 1,
  publishers: ['loop-gateway'],
  summary: 'The carrier moved the parcel on.',
  schema: z.object({
    returnId: returnIdSchema,
    status: z
      .string()
      .min(1)
      .meta({ description: 'new, pre_transit, in_transit, out_for_delivery, delivered, failure … open list.' }),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    progressedAt: instant,
  }),
});
