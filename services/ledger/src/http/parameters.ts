import { z } from 'zod';
import { statuses } from '../status/status.js';
import { cursorParameter } from './cursor.js';

const limit = z.coerce
  .number('expected a whole number from 1 to 200')
  .int('expected a whole number from 1 to 200')
  .min(1, 'expected a whole number from 1 to 200')
  .max(200, 'expected a whole number from 1 to 200')
  .default(50);

const day = z.iso.datetime({ offset: true, error: 'expected an ISO 8601 date or date and time' }).or(z.iso.date());

/** What the list of returns can be narrowed down by. */
export const returnsQuery = z.strictObject({
  merchant: z.string().min(1).optional(),
  status: z.enum(statuses).optional(),
  outcome: z
    .string()
    .regex(/^[a-z-]+(\+[a-z-]+)*$/, 'expected an outcome such as refund or exchange+refund')
    .optional()
    .meta({ description: 'Returns that have all of these outcomes, joined by +.' }),
  from: day.optional().meta({ description: 'Opened at or after. A date means its start in UTC.' }),
  to: day.optional().meta({ description: 'Opened before.' }),
  q: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Any number of the return: return, order, RMA or RA, credit, refund, tracking, receipt …' }),
  limit,
  cursor: cursorParameter.optional(),
});
export type ReturnsQuery = z.infer<typeof returnsQuery>;

/** What the worklist can be narrowed down by. */
export const tasksQuery = z.strictObject({
  merchant: z.string().min(1).optional(),
  role: z.enum(['operator', 'finance']).optional(),
  kind: z.string().min(1).optional(),
  limit,
  cursor: cursorParameter.optional(),
});
export type TasksQuery = z.infer<typeof tasksQuery>;

/** Our id of a return. */
export const returnIdParameter = z.string().min(3).max(120);
