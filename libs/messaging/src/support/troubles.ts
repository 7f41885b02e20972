import type { Log } from './log.js';
import { codeOf, messageOf } from './error-facts.js';

const ONE_SECOND = 1000;

/**
 * Reports the troubles of a loop that keeps trying: at most one line per second, with the number of the ones left out.
 * Without it a server that is down for a minute would fill the log with thousands of the same line.
 */
export class Troubles {
  #quietUntil = 0;
  #leftOut = 0;
  #since: number | null = null;

  constructor(
    private readonly log: Log,
    private readonly now: () => number = Date.now,
  ) {}

  /** Milliseconds since the first failure of the present trouble; null when all is well. */
  get lastingMs(): number | null {
    return this.#since === null ? null : this.now() - this.#since;
  }

  report(what: string, error: unknown, fields: Record<string, unknown> = {}): void {
    const now = this.now();
    this.#since ??= now;
    if (now < this.#quietUntil) {
      this.#leftOut += 1;
      return;
    }
    this.#quietUntil = now + ONE_SECOND;
    this.log.error({ ...fields, code: codeOf(error), ...this.#repeats() }, `${what}: ${messageOf(error)}`);
    this.#leftOut = 0;
  }

  /** To be called when it works again. Says so only if there was a trouble. */
  over(what: string, fields: Record<string, unknown> = {}): void {
    if (this.#since === null) return;
    this.log.info({ ...fields, afterMs: this.now() - this.#since }, what);
    this.#since = null;
    this.#leftOut = 0;
    this.#quietUntil = 0;
  }

  #repeats(): Record<string, unknown> {
    return this.#leftOut === 0 ? {} : { repeated: this.#leftOut };
  }
}
