import type { Logger } from '../logging/logger.js';

/** Under the 10 s after which an orchestrator kills. */
const CLOSE_WITHIN_MS = 8_000;

/** What has been opened, and how to close it again: last opened, first closed. */
export class Stack {
  readonly #closers: { name: string; close: () => Promise<void> }[] = [];
  #closing: Promise<void> | undefined;

  constructor(private readonly log: Logger) {}

  add(name: string, close: () => Promise<void>): void {
    this.#closers.push({ name, close });
  }

  /** Closes everything once. One that fails or takes too long is logged, and does not keep the others open. */
  close(timeoutMs = CLOSE_WITHIN_MS): Promise<void> {
    this.#closing ??= this.#closeAll(timeoutMs);
    return this.#closing;
  }

  async #closeAll(timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    for (const { name, close } of this.#closers.reverse()) {
      try {
        await within(Math.max(deadline - Date.now(), 100), close());
      } catch (error) {
        this.log.warn({ err: error, part: name }, 'did not close in order');
      }
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
