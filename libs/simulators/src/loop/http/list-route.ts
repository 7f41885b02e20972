import type { Request, Response } from 'express';
import type { LoopReturn } from '../returns/loop-return.js';
import type { LoopShop } from '../state.js';
import { listView } from '../views/list-view.js';
import type { World } from '../world.js';
import { invalid, readListQuery, type ListQuery } from './list-query.js';

interface Cursor {
  id: string;
  back: boolean;
}

/** `GET /warehouse/return/list`: a bare array, or pages of it. */
export function listReturns(world: World, shop: LoopShop, request: Request, response: Response): void {
  const query = readListQuery(request.query, world.kernel.clock.now());
  if ('message' in query) return void response.status(422).json(query);
  const found = world.kernel.state.returns.filter((one) => one.shop === shop.shop && isInside(one, query));
  if (!query.paginate) return void response.json(found.map((one) => listView(shop, one)));
  const cursor = query.cursor === undefined ? undefined : readCursor(query.cursor);
  if (cursor === null) return void response.status(422).json(invalid('cursor', 'The cursor is invalid.'));
  const link = (to: Cursor | undefined) => (to === undefined ? null : pageUrl(world, shop, request, to));
  const { page, next, previous } = pageOf(found, query.pageSize, cursor);
  response.json({
    returns: page.map((one) => listView(shop, one)),
    nextPageUrl: link(next),
    previousPageUrl: link(previous),
  });
}

const isInside = (one: LoopReturn, { filter, from, to, states }: ListQuery): boolean => {
  const at = Date.parse(one[filter]);
  return states.includes(one.state) && at >= from.getTime() && at <= to.getTime();
};

/** Pages run by return id: a position, not a snapshot, so a return that changes in between may move in or out. */
function pageOf(found: LoopReturn[], size: number, cursor: Cursor | undefined) {
  const sorted = found.toSorted((a, b) => Number(a.id) - Number(b.id));
  const start = cursor === undefined ? 0 : startAt(sorted, size, cursor);
  const page = sorted.slice(start, start + size);
  const [first, last] = [page[0], page.at(-1)];
  return {
    page,
    next: last !== undefined && start + size < sorted.length ? { id: last.id, back: false } : undefined,
    previous: first !== undefined && start > 0 ? { id: first.id, back: true } : undefined,
  };
}

function startAt(sorted: LoopReturn[], size: number, { id, back }: Cursor): number {
  const from = sorted.findIndex((one) => (back ? Number(one.id) >= Number(id) : Number(one.id) > Number(id)));
  if (back) return Math.max(0, (from === -1 ? sorted.length : from) - size);
  return from === -1 ? sorted.length : from;
}

/** Absolute; whether it repeats the caller's own parameters is a quirk. */
function pageUrl({ kernel }: World, shop: LoopShop, request: Request, cursor: Cursor): string {
  const url = new URL(request.originalUrl, kernel.url());
  if (!shop.quirks.nextPageKeepsParams) {
    for (const name of ['from', 'to', 'filter', 'state']) url.searchParams.delete(name);
  }
  url.searchParams.set('cursor', Buffer.from(JSON.stringify(cursor)).toString('base64url'));
  return url.toString();
}

function readCursor(text: string): Cursor | null {
  try {
    const value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Partial<Cursor>;
    return typeof value.id === 'string' ? { id: value.id, back: value.back === true } : null;
  } catch {
    return null;
  }
}
