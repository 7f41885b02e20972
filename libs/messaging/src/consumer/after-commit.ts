import { messageOf } from '../support/error-facts.js';
import type { Log } from '../support/log.js';

/** What is to run once a transaction is committed. A failure in it cannot undo the commit, so it is only logged. */
export class AfterCommit {
  readonly #callbacks: (() => void)[] = [];

  constructor(private readonly log: Log) {}

  add(f: () => void): void {
    this.#callbacks.push(f);
  }

  run(): void {
    for (const f of this.#callbacks) {
      try {
        f();
      } catch (error) {
        this.log.error({ error: messageOf(error) }, 'What was to run after a commit failed; the commit stands');
      }
    }
  }
}
