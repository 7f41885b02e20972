/** When a server was away: a service that is started in such a moment may say so and end, one that runs may not. */
export class Outages {
  readonly #ended: { from: number; until: number }[] = [];
  #since: number | null = null;

  async during(work: () => Promise<void>): Promise<void> {
    this.#since = Date.now();
    try {
      await work();
    } finally {
      this.#ended.push({ from: this.#since, until: Date.now() });
      this.#since = null;
    }
  }

  /** Whether a server was away at some moment since then. */
  since(moment: number): boolean {
    return this.#since !== null || this.#ended.some(({ until }) => until >= moment);
  }
}
