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
}
