import { readTime } from '../formats.js';
import type { ReturnState } from '../returns/loop-return.js';

export interface ListQuery {
  from: Date;
  to: Date;
  filter: 'createdAt' | 'updatedAt';
  states: ReturnState[];
  paginate: boolean;
  pageSize: number;
  cursor: string | undefined;
}

/** Laravel's shape of a failed validation. */
export interface Invalid {
  message: string;
  errors: Record<string, string[]>;
}

const STATES: ReturnState[] = ['open', 'closed', 'cancelled', 'expired', 'review'];
const DEFAULT_STATES: ReturnState[] = ['open', 'closed', 'expired'];
const DAY_MS = 24 * 3_600_000;
const LONGEST_SPAN_MS = 120 * DAY_MS;

/** Reads and judges the query of the list (loop.md §2.1). */
export function readListQuery(query: Record<string, unknown>, now: Date): ListQuery | Invalid {
  const text = (name: string): string | undefined => (typeof query[name] === 'string' ? query[name] : undefined);
  const window = readWindow(text('from'), text('to'), now);
  if ('message' in window) return window;
  const filter = text('filter') ?? 'created_at';
  if (filter !== 'created_at' && filter !== 'updated_at') return invalid('filter', 'The selected filter is invalid.');
  const state = text('state');
  const states = state === undefined ? DEFAULT_STATES : STATES.filter((one) => one === state);
  if (states.length === 0) return invalid('state', 'The selected state is invalid.');
  const pageSize = Number(text('pageSize') ?? 100);
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 750) {
    return invalid('pageSize', 'The page size must be between 1 and 750.');
  }
  return {
    ...window,
    filter: filter === 'created_at' ? 'createdAt' : 'updatedAt',
    states,
    paginate: ['true', '1'].includes(text('paginate') ?? 'false'),
    pageSize,
    cursor: text('cursor'),
  };
}

/** A window of time; the last day when none is given. `limited` = at most 120 days. */
export function readWindow(
  fromText: string | undefined,
  toText: string | undefined,
  now: Date,
  limited = true,
): { from: Date; to: Date } | Invalid {
  const to = toText === undefined ? now : readTime(toText);
  if (to === undefined) return invalid('to', 'The to is not a valid date.');
  const from = fromText === undefined ? new Date(to.getTime() - DAY_MS) : readTime(fromText);
  if (from === undefined) return invalid('from', 'The from is not a valid date.');
  // A watermark a little ahead of Loop's clock is no mistake of the caller.
  if (toText === undefined && from > to) return { from, to: from };
  if (to < from) return invalid('to', 'The to must be a date after or equal to from.');
  if (limited && to.getTime() - from.getTime() > LONGEST_SPAN_MS) {
    return invalid('from', 'The date range may not be greater than 120 days.');
  }
  return { from, to };
}

export const invalid = (field: string, message: string): Invalid => ({
  message: 'The given data was invalid.',
  errors: { [field]: [message] },
});
