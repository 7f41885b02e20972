import type { LoopShop } from '../state.js';
import { notify } from '../webhooks/notify.js';
import type { World } from '../world.js';
import type { LoopReturn, ReturnState } from './loop-return.js';
import { close, queueProcessing } from './process.js';

/** A refusal that comes with HTTP 200. */
export interface ActionRefusal {
  message: string;
  code: 'UNPROCESSABLE_RETURN' | 'UNPROCESSABLE_FLAGGED_RETURN' | 'NOT_FOUND';
}

type Action = (world: World, shop: LoopShop, one: LoopReturn, details: unknown) => ActionRefusal | undefined;

/** The actions of loop.md §3.1; undefined = done (or queued). */
export const ACTIONS = {
  process(world, shop, one, details) {
    if (one.state === 'review' && !shop.allowFlaggedProcessing) return flaggedRefusal;
    if (one.state !== 'open' && one.state !== 'review') return refusal(one, 'processed');
    queueProcessing(world, shop, one, details);
    return undefined;
  },
  cancel: (world, shop, one) =>
    one.state !== 'open' || one.queued ? refusal(one, 'cancelled') : moveTo(world, shop, one, 'cancelled'),
  flag: (world, shop, one) =>
    one.state !== 'open' || one.queued ? refusal(one, 'flagged') : moveTo(world, shop, one, 'review'),
  close(world, shop, one) {
    if ((one.state !== 'open' && one.state !== 'review') || one.queued) return refusal(one, 'closed');
    close(world, shop, one);
    return undefined;
  },
} satisfies Record<string, Action>;

/** The recorded text for a flagged return really says "open": only the code tells. */
const flaggedRefusal: ActionRefusal = {
  message: 'Return is open and therefore cannot be processed.',
  code: 'UNPROCESSABLE_FLAGGED_RETURN',
};

const refusal = ({ state }: LoopReturn, done: string): ActionRefusal => ({
  message: `Return is ${state} and therefore cannot be ${done}.`,
  code: 'UNPROCESSABLE_RETURN',
});

/** A change of state by hand, told as `return.updated`. */
export function moveTo(world: World, shop: LoopShop, one: LoopReturn, state: ReturnState): undefined {
  one.state = state;
  one.updatedAt = world.kernel.clock.now().toISOString();
  notify(world, shop, 'return.updated', one);
}
