import { z } from 'zod';
import { defineEvent } from '../schema/define-event.js';
import { instant } from '../schema/parts.js';
import { returnSnapshotShape } from './return-initiated.js';

/** The return was edited after it was submitted: the full snapshot again. */
export const returnRevised = defineEvent({
  type: 'ReturnRevised',
  version: 1,
  publishers: ['loop-gateway'],
  summary: 'The return was edited after it was submitted: the full snapshot again.',
  schema: z.object({
    ...returnSnapshotShape,
    revision: z.int().min(2).meta({ description: 'Counts from the submission, which is 1. The highest one counts.' }),
    revisedAt: instant,
  }),
});
