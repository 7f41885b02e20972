import type { LoopShop } from '../state.js';
import type { World } from '../world.js';
import type { LoopReturn } from './loop-return.js';
import { queueProcessing, type ProcessingOrder } from './process.js';
import { close, moveTo } from './state-change.js';

/** A refusal that comes with HTTP 200. */
export interface ActionRefusal {
  message: string;
  code: 'UNPROCESSABLE_RETURN' | 'UNPROCESSABLE_FLAGGED_RETURN' | 'NOT_FOUND';
}

type Action = (world: World, shop: LoopShop, one: LoopReturn, order: ProcessingOrder) => ActionRefusal | undefined;

/** The actions of loop.md §3.1; undefined = done (or queued). A person in the admin may process what is in review. */
export const ACTIONS = {
  process(world, shop, one, order) {
    if (one.state === 'review' && !shop.allowFlaggedProcessing && order.by !== 'admin') return flaggedRefusal;
    if (one.state !== 'open' && one.state !== 'review') return refusal(one, 'processed');
    queueProcessing(world, shop, one, order);
    return undefined;
  },
  cancel: (world, shop, one, { by }) =>
    !isOpen(one, by) || one.booked ? refusal(one, 'cancelled') : moveTo(world, shop, one, 'cancelled'),
  flag: (world, shop, one) =>
    one.state !== 'open' || one.queued ? refusal(one, 'flagged') : moveTo(world, shop, one, 'review'),
  close(world, shop, one) {
    if (!isOpen(one, 'admin')) return refusal(one, 'closed');
    close(world, shop, one);
    return undefined;
  },
} satisfies Record<string, Action>;

/** Nothing is under way; over the API a return in review does not count as open. */
const isOpen = ({ state, queued }: LoopReturn, by: ProcessingOrder['by']): boolean =>
  !queued && (state === 'open' || (state === 'review' && by === 'admin'));

/** The recorded text for a flagged return really says "open": only the code tells. */
const flaggedRefusal: ActionRefusal = {
  message: 'Return is open and therefore cannot be processed.',
  code: 'UNPROCESSABLE_FLAGGED_RETURN',
};

const refusal = ({ state }: LoopReturn, done: string): ActionRefusal => ({
  message: `Return is ${state} and therefore cannot be ${done}.`,
  code: 'UNPROCESSABLE_RETURN',
});
