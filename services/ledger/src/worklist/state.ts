import { unreachable } from '@backhaul/contracts';
import type { ClosingNoted, OpeningNoted, WorklistEvent } from './events.js';

/** One task: how it was opened last, and how it was closed last. Either may be known first. */
export interface WorklistTask {
  readonly opening: OpeningNoted['data'] | null;
  readonly closing: ClosingNoted['data']['closing'] | null;
}

/** Nothing known yet. */
export const initial: WorklistTask = { opening: null, closing: null };

/** The task after an event of its stream. */
export function evolve(state: WorklistTask, event: WorklistEvent): WorklistTask {
  switch (event.type) {
    case 'OpeningNoted':
      return { ...state, opening: event.data };
    case 'ClosingNoted':
      return { ...state, closing: event.data.closing };
    default:
      return unreachable(event);
  }
}
