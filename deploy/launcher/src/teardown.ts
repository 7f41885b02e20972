type Stop = () => Promise<void> | void;

/** What was started, in order; it is stopped in reverse. */
export class Teardown {
  readonly #steps: { what: string; stop: Stop }[] = [];
  #running: Promise<void> | null = null;

  /** What is started while everything stops is stopped at once. */
  add(what: string, stop: Stop): void {
    if (this.#running === null) this.#steps.push({ what, stop });
    else void stopOne(what, stop, () => undefined);
  }

  /** Stops everything once; a step that fails is told and does not keep the others from stopping. */
  run(tell: (line: string) => void): Promise<void> {
    this.#running ??= this.#stopAll(tell);
    return this.#running;
  }

  async #stopAll(tell: (line: string) => void): Promise<void> {
    for (const { what, stop } of this.#steps.reverse()) await stopOne(what, stop, tell);
  }
}

async function stopOne(what: string, stop: Stop, tell: (line: string) => void): Promise<void> {
  try {
    await stop();
  } catch (error) {
    tell(`${what} did not stop cleanly: ${error instanceof Error ? error.message : String(error)}`);
  }
}
