/** Longer than a commit usually takes. */
const COMMIT_MS = 15;

/** Wakes what waits for new rows, so that a commit is followed up at once instead of at the next poll. */
export class Nudge {
  readonly #sleepers: { wake(): void }[] = [];

  add(sleeper: { wake(): void }): void {
    this.#sleepers.push(sleeper);
  }

  /** Call it after a commit. Cheap: a wake of something that is awake does nothing. */
  all = (): void => {
    for (const sleeper of this.#sleepers) sleeper.wake();
  };

  /** For code inside a transaction that cannot see its commit: wakes a moment later. A miss costs one poll interval. */
  soon = (): void => {
    setTimeout(this.all, COMMIT_MS).unref();
  };
}
