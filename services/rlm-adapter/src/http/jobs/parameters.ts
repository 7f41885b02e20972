import { cursorParameter, limitParameter, reasoned } from '@backhaul/service-kit';
import { z } from 'zod';
import { jobNames, slugOf, type JobName } from '../../jobs/names.js';
import { itemResults } from '../../jobs/item/events.js';
import { endings, triggers } from '../../jobs/run/events.js';

const merchant = z.string().min(1).max(100);
const page = { limit: limitParameter, cursor: cursorParameter.optional() };
const instant = z.iso.datetime({ offset: true, error: 'expected an instant such as 2026-03-01T00:00:00-05:00' });

/** A job by its name, with or without spaces. */
export const jobParameter = z
  .string()
  .max(100)
  .transform((text, ctx): JobName => {
    const found = jobNames.find((name) => name === text || slugOf(name) === text);
    if (found !== undefined) return found;
    ctx.issues.push({ code: 'custom', message: `expected one of ${jobNames.join(', ')}`, input: text });
    return z.NEVER;
  });

/** Id of a run. */
export const runParameter = z.uuid('expected the id of a run');

/** Place of an item in a run. */
export const seqParameter = z.string().regex(/^\d{1,15}$/, 'expected the `seq` of an item');

/** Whose jobs to list. */
export const jobsQuery = z.strictObject({ merchant: merchant.optional() });

/** What the runs of a job can be narrowed down by. */
export const runsQuery = z.strictObject({
  ...page,
  merchant: merchant.optional(),
  status: z.enum(['RUNNING', ...endings]).optional(),
  trigger: z.enum(triggers).optional(),
});
export type RunsQuery = z.infer<typeof runsQuery>;

/** What the items of a run can be narrowed down by. */
export const itemsQuery = z.strictObject({ ...page, result: z.enum(itemResults).optional() });
export type ItemsQuery = z.infer<typeof itemsQuery>;

/** A run now: of certain items, of a period, or of what the next run would look at. */
export const runBody = reasoned
  .extend({
    merchant,
    ids: z
      .array(z.string().min(1).max(200))
      .min(1)
      .max(1000)
      .exactOptional()
      .meta({ description: 'External ids as the screen shows them, or ids of returns.' }),
    from: instant.exactOptional(),
    to: instant.exactOptional().meta({ description: 'Both ends of the period count.' }),
  })
  .refine(
    ({ ids, from, to }) => (from === undefined) === (to === undefined) && (ids === undefined || from === undefined),
    {
      message: 'expected ids, or from and to, or neither',
      path: ['from'],
    },
  )
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) <= Date.parse(to), {
    message: 'expected the earlier one first',
    path: ['from'],
  });
export type RunBody = z.infer<typeof runBody>;

/** For what concerns a job of one merchant. */
export const jobBody = reasoned.extend({ merchant });
