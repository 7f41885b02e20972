import { jest } from '@jest/globals';

/** Everything but what tells the date: servers, sockets and timers of libraries go on in real time. */
const real = [
  ...['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval'],
  ...['clearInterval', 'setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'],
  ...['requestIdleCallback', 'cancelIdleCallback'],
] as Parameters<typeof jest.useFakeTimers>[0] extends infer O ? (O extends { doNotFake?: infer D } ? D : never) : never;

/** A time that moves only when told to: for the runner, the client, its breaker, and the vendor. */
export class VirtualTime {
  #ms = Date.parse('2026-03-01T10:00:00.000Z');
  #sleepers: { until: number; wake: () => void }[] = [];

  constructor() {
    jest.useFakeTimers({ now: this.#ms, ...(real === undefined ? {} : { doNotFake: real }) });
  }

  get ms(): number {
    return this.#ms;
  }

  /** How many wait for it to move. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  readonly clock = { now: (): Date => new Date(this.#ms) };

  readonly timer = {
    now: (): number => this.#ms,
    wait: (ms: number): Promise<void> =>
      new Promise((wake) => {
        this.#sleepers.push({ until: this.#ms + ms, wake });
      }),
  };

  advanceTo(ms: number): void {
    this.#ms = Math.max(this.#ms, ms);
    jest.setSystemTime(this.#ms);
    const due = this.#sleepers.filter(({ until }) => until <= this.#ms);
    this.#sleepers = this.#sleepers.filter(({ until }) => until > this.#ms);
    for (const { wake } of due) wake();
  }

  /** To when the first of those that wait goes on. */
  advanceToNext(): void {
    this.advanceTo(Math.min(...this.#sleepers.map(({ until }) => until)));
  }

  end(): void {
    jest.useRealTimers();
  }
}
