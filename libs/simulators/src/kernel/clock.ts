/** Time as a simulator sees it. Timers that a move makes due fire before the move returns. */
export interface SimClock {
  /** True when time also flows by itself; false when it stands still between moves. */
  readonly running: boolean;
  now(): Date;
  advance(ms: number): void;
  set(to: Date): void;
  /** Called after every move; returns how to stop listening. */
  onMove(listener: () => void): () => void;
}

class OffsetClock implements SimClock {
  private readonly listeners = new Set<() => void>();

  constructor(
    readonly running: boolean,
    private readonly base: () => number,
    private offsetMs: number,
  ) {}

  now(): Date {
    return new Date(this.base() + this.offsetMs);
  }

  advance(ms: number): void {
    this.offsetMs += ms;
    for (const listener of [...this.listeners]) listener();
  }

  set(to: Date): void {
    this.advance(to.getTime() - this.now().getTime());
  }

  onMove(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** Real time that can be pushed forward. `offsetMs` restores an earlier push after a restart. */
export const realClock = (offsetMs = 0): SimClock => new OffsetClock(true, Date.now, offsetMs);

/** Stands still until told to move: for tests that must not depend on the wall clock. */
export function manualClock(start: Date | string = '2026-11-03T14:15:00Z'): SimClock {
  const at = new Date(start).getTime();
  return new OffsetClock(false, () => at, 0);
}
