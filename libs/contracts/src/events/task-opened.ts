import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, returnIdSchema } from '../schema/parts.js';
import { serviceNames } from '../topics.js';

/** A person is needed. */
export const taskOpened = defineEvent({
  type: 'TaskOpened',
  version: 1,
  publishers: serviceNames,
  summary: 'A person is needed.',
  schema: z.object({
    taskId: z.string().min(1),
    returnId: returnIdSchema.nullable(),
    kind: z.string().min(1).meta({ description: 'Stable kind, for worklists: map-item, void-rma, check-refund …' }),
    title: z.string().min(1),
    why: z.string().min(1),
    values: z.record(z.string(), z.string()).meta({ description: 'The exact values to use.' }),
    role: z.enum(['operator', 'finance']),
    openedAt: instant,
  }),
});
