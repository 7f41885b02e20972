import type { Logger } from '../logging/logger.js';

/** Under the 10 s after which an orchestrator kills. */
const CLOSE_WITHIN_MS = 8_000;

interface Part {
  name: string;
  close: () => Promise<void>;
}

/** What has been opened, and how to close it again: last opened, first closed. */
export class Stack {
  readonly #levels: Part[][] = [];
  #closing: Promise<void> | undefined;

  constructor(private readonly log: Logger) {}

  /** Closed before everything that was added earlier. */
  add(name: string, close: () => Promise<void>): void {
    this.#levels.push([{ name, close }]);
  }

  /** Closed at the same time as what was added last: both may take their time to drain. */
  addBeside(name: string, close: () => Promise<void>): void {
    const last = this.#levels.at(-1);
    if (last === undefined) this.add(name, close);
    else last.push({ name, close });
  }

  /** Closes everything once. What fails or takes too long is logged, and does not keep the rest open. */
  close(timeoutMs = CLOSE_WITHIN_MS): Promise<void> {
    this.#closing ??= this.#closeAll(Date.now() + timeoutMs);
    return this.#closing;
  }

  async #closeAll(deadline: number): Promise<void> {
    for (const level of this.#levels.reverse()) {
      await Promise.all(level.map((part) => this.#closePart(part, Math.max(deadline - Date.now(), 100))));
    }
  }

  async #closePart({ name, close }: Part, ms: number): Promise<void> {
    try {
      await within(ms, close());
    } catch (error) {
      this.log.warn({ err: error, part: name }, 'did not close in order');
    }
  }
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not closed within ${ms} ms`)), ms);
  });
  try {
    await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
