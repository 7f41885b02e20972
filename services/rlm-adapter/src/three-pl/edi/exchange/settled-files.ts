import type { Clock } from '@backhaul/contracts';

/** Tells files that are cut off from files that are still being written: by how long they have not grown. */
export class SettledFiles {
  readonly #seen = new Map<string, { size: number; since: number }>();

  constructor(
    private readonly settleMs: number,
    private readonly clock: Clock,
  ) {}

  /** True once the file has kept this size for long enough. */
  isSettled(name: string, size: number): boolean {
    const now = this.clock.now().getTime();
    const before = this.#seen.get(name);
    if (before?.size === size) return now - before.since >= this.settleMs;
    this.#seen.set(name, { size, since: now });
    return this.settleMs === 0;
  }

  forget(name: string): void {
    this.#seen.delete(name);
  }
}
