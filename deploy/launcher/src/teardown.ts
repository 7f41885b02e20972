/** What was started, in order; it is stopped in reverse. */
export class Teardown {
  readonly #steps: { what: string; stop: () => Promise<void> | void }[] = [];
  #running: Promise<void> | null = null;

  add(what: string, stop: () => Promise<void> | void): void {
    this.#steps.push({ what, stop });
  }

  /** Stops everything once; a step that fails is told and does not keep the others from stopping. */
  run(tell: (line: string) => void): Promise<void> {
    this.#running ??= this.#stopAll(tell);
    return this.#running;
  }

  async #stopAll(tell: (line: string) => void): Promise<void> {
    for (const { what, stop } of this.#steps.reverse()) {
      try {
        await stop();
      } catch (error) {
        tell(`${what} did not stop cleanly: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
