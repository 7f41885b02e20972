/**
 * The pace of a polling loop: every idle round doubles the wait from `minMs` to `maxMs`, work or a wake-up brings it back.
 * Under load the loop therefore never waits, and an idle service seldom asks: whoever knows of work wakes it.
 */
export class Pacer {
  #waitMs: number;
  #woken = false;
  #ring: (() => void) | null = null;

  constructor(private readonly limits: { minMs: number; maxMs: number }) {
    this.#waitMs = limits.minMs;
  }

  /** There was work: look again soon. */
  busy(): void {
    this.#waitMs = this.limits.minMs;
  }

  /** There may be work: the wait that is going on, or the next one, ends at once. */
  wake(): void {
    this.busy();
    this.#woken = true;
    this.#ring?.();
  }

  async wait(): Promise<void> {
    if (!this.#woken) await this.#sleep();
    this.#woken = false;
  }

  async #sleep(): Promise<void> {
    const ms = this.#waitMs;
    this.#waitMs = Math.min(ms * 2, this.limits.maxMs);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#ring = null;
  }
}
