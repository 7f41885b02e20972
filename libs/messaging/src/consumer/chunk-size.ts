/** Fewer are not worth a shared transaction's risk of being undone together. */
const FEWEST = 2;

/**
 * How many messages share a transaction. Halved when one is undone, doubled when one commits: where messages keep failing
 * or meeting each other's writes, the work that is thrown away stays small, and it grows back by itself.
 */
export class ChunkSize {
  #now: number;

  constructor(private readonly most: number) {
    this.#now = most;
  }

  get now(): number {
    return this.#now;
  }

  committed(): void {
    this.#now = Math.min(this.most, this.#now * 2);
  }

  undone(): void {
    this.#now = Math.max(Math.min(FEWEST, this.most), Math.floor(this.#now / 2));
  }
}
