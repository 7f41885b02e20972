import type { SimClock } from './clock.js';

/** A limit of calls per key in a sliding minute of simulator time. */
export class RateLimit {
  private readonly seen = new Map<string, number[]>();

  constructor(
    private readonly clock: SimClock,
    private readonly perMinute: number,
  ) {}

  /** Counts a call; returns 0 when it may pass, else the seconds until one may. */
  take(key: string): number {
    const now = this.clock.now().getTime();
    const recent = (this.seen.get(key) ?? []).filter((at) => at > now - 60_000);
    this.seen.set(key, recent);
    const oldest = recent[0];
    if (recent.length >= this.perMinute && oldest !== undefined) return Math.ceil((oldest + 60_000 - now) / 1_000);
    recent.push(now);
    return 0;
  }
}
