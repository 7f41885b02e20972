import { cursorParameter, limitParameter as limit } from '@backhaul/service-kit';
import { z } from 'zod';
import { clearingAccounts } from '../journal/books/chart.js';
import { owners } from '../projections/open-item-rows.js';
import { openItemKinds } from '../status/open-item.js';
import { statuses } from '../status/status.js';

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

/** What the sum of open items can be narrowed down by. */
export const openItemTotalsQuery = z.strictObject({
  merchant: z.string().min(1).optional(),
  account: z.enum(clearingAccounts).optional(),
  kind: z.enum(openItemKinds).optional(),
  owner: z.enum(owners).optional(),
  before: day.optional().meta({ description: 'Open since before that. A date means its start in UTC.' }),
});
export type OpenItemTotalsQuery = z.infer<typeof openItemTotalsQuery>;

/** What the list of open items can be narrowed down by. */
export const openItemsQuery = openItemTotalsQuery.extend({ limit, cursor: cursorParameter.optional() });
export type OpenItemsQuery = z.infer<typeof openItemsQuery>;

/** Our id of a return. */
export const returnIdParameter = z.string().min(3).max(120);
