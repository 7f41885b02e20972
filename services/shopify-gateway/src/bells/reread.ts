import { z } from 'zod';

/** Topic and lane of such wishes in the intake. */
export const REREAD = 'backhaul/reread';

/** One wish reaches this far; more is asked for in several. */
const MOST_ORDERS = 500;
const MOST_DAYS = 62;
const DAY_MS = 24 * 3_600_000;

const byIds = z.strictObject({
  orderIds: z
    .array(z.string().regex(/^\d{1,20}$/))
    .min(1)
    .max(MOST_ORDERS),
});
const byTime = z
  .strictObject({ changedFrom: z.iso.datetime({ offset: true }), changedBefore: z.iso.datetime({ offset: true }) })
  .refine(({ changedFrom, changedBefore }) => {
    const span = Date.parse(changedBefore) - Date.parse(changedFrom);
    return span > 0 && span <= MOST_DAYS * DAY_MS;
  }, `expected changedBefore within ${MOST_DAYS} days after changedFrom`);

/** Which orders to read again: these, or those that changed within a time. */
export const reread = z.union([byIds, byTime]);
export type Reread = z.infer<typeof reread>;
