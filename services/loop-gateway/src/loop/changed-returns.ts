import { notUnderstood, type VendorClient } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { ChangedReturn, ChangeWindow } from './port.js';
import { listRow } from './return-document.js';

/** `paginate` decides the shape (contracts/loop.md §1.3); a bare array is a list that has no further page. */
const page = z.union([
  z.array(listRow).transform((returns) => ({ returns, nextPageUrl: null })),
  z.object({ returns: z.array(listRow), nextPageUrl: z.string().nullish() }),
]);
const PAGE_SIZE = '250';

/**
 * The list of changed returns, page by page. Own parameters are sent again with each cursor: it is not known whether `nextPageUrl`
 * keeps them (contracts/loop.md §1.3).
 */
export async function* changedReturns(
  http: VendorClient,
  { by, state, from, to }: ChangeWindow,
  signal: AbortSignal,
): AsyncIterable<readonly ChangedReturn[]> {
  const filter = by === 'changed' ? 'updated_at' : 'created_at';
  const own = { from: from.toISOString(), to: to.toISOString(), filter, state };
  let cursor: string | undefined;
  do {
    const query = { ...own, paginate: 'true', pageSize: PAGE_SIZE, cursor };
    const answer = await http.get('/warehouse/return/list', { query, signal });
    const parsed = page.safeParse(answer.json());
    if (!parsed.success) throw notUnderstood('Loop', 'the list of returns does not fit its contract');
    yield parsed.data.returns.map((row) => ({ externalReturnId: row.id, state: row.state, updatedAt: row.updated_at }));
    cursor = nextCursor(parsed.data.nextPageUrl, cursor);
  } while (cursor !== undefined);
}

/** A link that leads nowhere must not end the list silently, nor go round in a circle: returns would be missed. */
function nextCursor(nextPageUrl: string | null | undefined, present: string | undefined): string | undefined {
  if (nextPageUrl === null || nextPageUrl === undefined || nextPageUrl === '') return undefined;
  const cursor = new URL(nextPageUrl, 'http://loop.invalid').searchParams.get('cursor');
  if (cursor !== null && cursor !== '' && cursor !== present) return cursor;
  throw notUnderstood('Loop', 'the list of returns names a next page without a cursor of its own');
}
