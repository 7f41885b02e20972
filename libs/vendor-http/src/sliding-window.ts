const MINUTE_MS = 60_000;

/**
 * Keeps a vendor's limit in *every* window of 60 s by remembering the calls of the last minute. A burst may use the whole
 * limit at once: after a quiet minute nobody waits. Pure: time comes in as milliseconds of any clock.
 */
export class SlidingWindow {
  /** Times of the last calls, oldest first; never more than the limit. */
  readonly #times: number[] = [];

  constructor(private readonly perMinute: number) {}

  /** Takes a place when there is one and answers 0; else takes none and says for how many milliseconds to wait. */
  take(now: number): number {
    const [oldest] = this.#times;
    if (oldest === undefined || this.#times.length < this.perMinute) return this.#go(now);
    const wait = oldest + MINUTE_MS - now;
    if (wait > 0) return Math.ceil(wait);
    this.#times.shift();
    return this.#go(now);
  }

  #go(now: number): number {
    this.#times.push(now);
    return 0;
  }
}
