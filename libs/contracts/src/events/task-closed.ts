import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant, returnIdSchema } from '../schema/parts.js';
import { serviceNames } from '../topics.js';

/** The work of a task was seen to be done. */
export const taskClosed = defineEvent({
  type: 'TaskClosed',
  version: 1,
  publishers: serviceNames,
  summary: 'The work of a task was seen to be done.',
  schema: z.object({
    taskId: z.string().min(1),
    returnId: returnIdSchema.nullable(),
    how: z.string().min(1),
    closedAt: instant,
  }),
});
