import { SlidingWindow } from './sliding-window.js';
import { machineTimer, type Timer } from './timer.js';

/** A vendor that asks for an hour of silence must not hold our calls for an hour: they fail at the next 429 instead. */
const LONGEST_PAUSE_MS = 60_000;

/** Lets calls through one after another at the vendor's pace. Waiting calls keep their order and can be aborted. */
export class Gate {
  readonly #window: SlidingWindow | undefined;
  readonly #concurrency: number;
  readonly #timer: Timer;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #heldUntil = 0;

  constructor(options: { callsPerMinute?: number | undefined; concurrency: number; timer?: Timer | undefined }) {
    this.#concurrency = options.concurrency;
    this.#timer = options.timer ?? machineTimer;
    this.#window = options.callsPerMinute === undefined ? undefined : new SlidingWindow(options.callsPerMinute);
  }

  /** Runs `work` when there is a free place. */
  async within<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    await this.#place(signal);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** Waits until the rate allows one more call. */
  async pace(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    for (;;) {
      const now = this.#timer.now();
      const held = this.#heldUntil - now;
      const wait = held > 0 ? Math.ceil(held) : (this.#window?.take(now) ?? 0);
      if (wait === 0) return;
      await this.#timer.wait(wait, signal);
    }
  }

  /** After a 429: nobody calls before the time that the vendor named. */
  hold(ms: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#timer.now() + Math.min(ms, LONGEST_PAUSE_MS));
  }

  async #place(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#running >= this.#concurrency) await this.#turn(signal);
    else this.#running += 1;
  }

  /** The place goes to the next in line at once, so that no newcomer can slip in between. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }

  #turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        reject(signal?.reason as Error);
      };
      this.#waiting.push(go);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }
}
