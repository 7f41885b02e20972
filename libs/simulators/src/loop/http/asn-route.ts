import type { Request, Response } from 'express';
import type { LoopShop } from '../state.js';
import { asnRow } from '../views/asn-view.js';
import type { World } from '../world.js';
import { readWindow } from './list-query.js';
import { versionIn } from './versions.js';

/** `GET /warehouse/reporting/asn`: a bare array, one row per returned line; the 120-day limit holds from 2026-10 on. */
export function shippingNotices(world: World, shop: LoopShop, request: Request, response: Response): void {
  const { from, to } = request.query;
  const limited = versionIn(response) === '2026-10';
  const window = readWindow(textOf(from), textOf(to), world.kernel.clock.now(), limited);
  if ('message' in window) return void response.status(422).json(window);
  const inside = world.kernel.state.returns.filter(({ shop: name, createdAt }) => {
    const at = Date.parse(createdAt);
    return name === shop.shop && at >= window.from.getTime() && at <= window.to.getTime();
  });
  response.json(inside.flatMap((one) => one.lines.map((line) => asnRow(one, line))));
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
