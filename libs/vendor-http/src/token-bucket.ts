const MINUTE_MS = 60_000;

/**
 * A token bucket that keeps a vendor's limit per minute in *every* window of 60 s: the burst is taken out of the rate at
 * which it refills, so burst plus refill never exceed the limit. Pure: time comes in as milliseconds of any clock.
 */
export class TokenBucket {
  readonly #burst: number;
  readonly #msPerToken: number;
  #tokens: number;
  #at: number;

  constructor(perMinute: number, now: number) {
    this.#burst = Math.max(1, Math.floor(perMinute / 10));
    this.#msPerToken = MINUTE_MS / Math.max(perMinute - this.#burst, 1);
    this.#tokens = this.#burst;
    this.#at = now;
  }

  /** Takes a token when there is one and answers 0; else takes none and says for how many milliseconds to wait. */
  take(now: number): number {
    this.#refill(now);
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return 0;
    }
    return Math.max(1, Math.ceil(this.#at + (1 - this.#tokens) * this.#msPerToken - now));
  }

  #refill(now: number): void {
    if (now <= this.#at) return;
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#at) / this.#msPerToken);
    this.#at = now;
  }
}
