import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, returnIdSchema } from '../schema/parts.js';

const version1 = z.object({
  returnId: returnIdSchema,
  status: z
    .string()
    .min(1)
    .meta({ description: 'new, pre_transit, in_transit, out_for_delivery, delivered, failure … open list.' }),
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  progressedAt: instant,
});

const version2 = z.object({
  ...version1.shape,
  labelUrl: z.string().nullable().meta({ description: 'Where the shipping label lies; null while there is none.' }),
});

/** The carrier moved the parcel on. */
export const parcelProgressed = defineEvent({
  type: 'ParcelProgressed',
  version: 2,
  publishers: ['loop-gateway'],
  summary: 'The carrier moved the parcel on.',
  schema: version2,
  earlier: [
    {
      schema: version1,
      upcast: (data: z.infer<typeof version1>): z.infer<typeof version2> => ({ ...data, labelUrl: null }),
    },
  ],
});
