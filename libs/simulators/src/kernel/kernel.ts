import type { SimClock } from './clock.js';
import type { Ids } from './ids.js';
import type { Timers } from './timers.js';
import type { Webhooks } from './webhooks.js';

/** What a vendor's part of a simulator stands on. */
export interface Kernel<State> {
  /** The vendor's whole state: plain JSON, changed in place, saved before any answer leaves. */
  readonly state: State;
  readonly clock: SimClock;
  readonly ids: Ids;
  readonly timers: Timers;
  readonly webhooks: Webhooks;
  /** Where this simulator answers, without a slash at the end. Known once it listens, so ask while handling a request. */
  readonly url: () => string;
}
