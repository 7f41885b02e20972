import type { RequestHandler, Response } from 'express';
import { CALLS_PER_MINUTE } from '../add-shop.js';
import type { LoopShop, Scope } from '../state.js';
import type { World } from '../world.js';

/** Bad key and missing scope give the same answer; `code` and `http_code` look swapped, and that is how it is. */
const UNAUTHORIZED = { error: { code: '401', http_code: 'GEN-UNAUTHORIZED', message: 'Unauthorized.' } };

/** Lets a key with this scope in. */
export function authorize({ kernel }: World, scope: Scope): RequestHandler {
  return (request, response, next) => {
    const key = request.get('x-authorization');
    const shop = kernel.state.shops.find(({ keys }) =>
      keys.some((one) => one.key === key && one.scopes.includes(scope)),
    );
    if (shop === undefined) return void response.status(401).json(UNAUTHORIZED);
    (response.locals as { shop?: LoopShop }).shop = shop;
    next();
  };
}

/** A key that no shop has is limited, too. */
export function callsPerMinuteOf({ kernel }: World, key: string): number {
  const shop = kernel.state.shops.find(({ keys }) => keys.some((one) => one.key === key));
  return shop?.callsPerMinute ?? CALLS_PER_MINUTE;
}

/** The shop of the key; only behind `authorize`. */
export function shopOf(response: Response): LoopShop {
  const { shop } = response.locals as { shop?: LoopShop };
  if (shop === undefined) throw new Error('this route is not behind authorize');
  return shop;
}
