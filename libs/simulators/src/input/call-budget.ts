import { RateLimit } from '../kernel/index.js';
import type { SimClock } from '../kernel/index.js';

/** Calls per minute where each caller may have another limit, which can change while the simulator runs. */
export class CallBudget {
  private readonly limits = new Map<number, RateLimit>();

  constructor(private readonly clock: SimClock) {}

  /** Counts a call; returns 0 when it may pass, else the seconds until one may. */
  take(caller: string, perMinute: number): number {
    const limit = this.limits.get(perMinute) ?? new RateLimit(this.clock, perMinute);
    this.limits.set(perMinute, limit);
    return limit.take(caller);
  }
}
