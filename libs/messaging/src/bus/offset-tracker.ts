import type { IncomingMessage } from './message.js';

/** Which messages of a batch are finished, and up to where everything is: the offset that may be committed. */
export class OffsetTracker {
  readonly #offsets: readonly bigint[];
  readonly #finished = new Set<bigint>();
  #lowest = 0;

  constructor(messages: readonly IncomingMessage[]) {
    this.#offsets = messages.map((message) => BigInt(message.offset));
  }

  finished(offset: string): void {
    this.#finished.add(BigInt(offset));
    for (let next = this.#offsets[this.#lowest]; next !== undefined && this.#finished.has(next);) {
      this.#lowest += 1;
      next = this.#offsets[this.#lowest];
    }
  }

  get allFinished(): boolean {
    return this.#lowest === this.#offsets.length;
  }

  /** The offset of the lowest unfinished message, or the one after the last; null while the first is unfinished. */
  get next(): bigint | null {
    if (this.#lowest === 0) return null;
    const last = this.#offsets[this.#lowest - 1];
    return this.#offsets[this.#lowest] ?? (last === undefined ? null : last + 1n);
  }
}
