import type { Round } from '../harness/compare.js';

const SILENCE_MS = 60_000;

/**
 * The rate of work that comes to us: its clock runs from the first portion, which is not counted, to the last. Joining a group
 * or connecting is not what is asked about.
 */
export class Meter {
  #seen = 0;
  #counted = 0;
  #started = 0;
  #ended = 0;
  #complete: (() => void) | null = null;
  #silence: NodeJS.Timeout | undefined;

  constructor(private readonly total: number) {}

  seen(portion: number): void {
    const now = performance.now();
    if (this.#seen === 0) this.#started = now;
    else this.#counted += portion;
    this.#seen += portion;
    this.#silence?.refresh();
    if (this.#seen < this.total) return;
    this.#ended ||= now;
    this.#complete?.();
  }

  /** What came, also more than the total: a check can find what was seen twice. */
  get count(): number {
    return this.#seen;
  }

  /** @throws when nothing more comes for a minute; a slow machine may take as long as it needs */
  async complete(): Promise<Round> {
    try {
      await new Promise<void>((resolve, reject) => {
        this.#complete = resolve;
        if (this.#seen >= this.total) resolve();
        const giveUp = (): void =>
          reject(new Error(`only ${this.#seen} of ${this.total} came, then nothing for a minute`));
        this.#silence = setTimeout(giveUp, SILENCE_MS);
      });
    } finally {
      clearTimeout(this.#silence);
      this.#silence = undefined;
    }
    return { count: this.#counted, ms: this.#ended - this.#started };
  }
}
