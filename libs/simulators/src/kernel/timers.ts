import type { SimClock } from './clock.js';
import type { KernelState } from './state.js';

/** Something due at a time; kept in the state, so it survives a restart. */
export interface Timer {
  id: string;
  at: string;
  kind: string;
  payload: unknown;
}

/** What runs when a timer is due. An asynchronous handler may run again after a crash, so it must be repeatable. */
export type TimerHandler<Payload> = (payload: Payload, due: Date) => void | Promise<void>;

const LONGEST_SLEEP_MS = 60_000;

/** Durable timers on the simulator's clock. */
export class Timers {
  private readonly handlers = new Map<string, TimerHandler<never>>();
  private readonly running = new Map<string, Promise<void>>();
  private wake: NodeJS.Timeout | undefined;
  private soon: NodeJS.Immediate | undefined;
  private stopListening: (() => void) | undefined;
  private started = false;

  constructor(
    private readonly clock: SimClock,
    private readonly state: () => KernelState,
    private readonly save: () => void,
    private readonly nextId: () => string,
  ) {}

  /** Registers what a kind of timer does. */
  handle<Payload>(kind: string, handler: TimerHandler<Payload>): void {
    this.handlers.set(kind, handler);
  }

  /** Plans a timer and returns its id. */
  at(date: Date, kind: string, payload: unknown): string {
    const id = this.nextId();
    this.state().timers.push({ id, at: date.toISOString(), kind, payload });
    this.arm();
    return id;
  }

  /** Plans a timer `ms` from now. */
  after(ms: number, kind: string, payload: unknown): string {
    return this.at(new Date(this.clock.now().getTime() + ms), kind, payload);
  }

  cancel(id: string): void {
    const kernel = this.state();
    kernel.timers = kernel.timers.filter((timer) => timer.id !== id);
  }

  start(): void {
    this.started = true;
    this.stopListening = this.clock.onMove(() => this.fireDue());
    this.arm();
  }

  stop(): void {
    this.started = false;
    this.stopListening?.();
    clearTimeout(this.wake);
    clearImmediate(this.soon);
  }

  /** Resolves when nothing is due and nothing is running. */
  async idle(): Promise<void> {
    for (;;) {
      this.fireDue();
      if (this.running.size === 0) return;
      await Promise.all(this.running.values());
    }
  }

  private fireDue(): void {
    if (!this.started) return;
    for (let due = this.due(); due.length > 0; due = this.due()) {
      // What is due must be on disk before it is seen outside: a webhook must never tell of a state that a crash forgets.
      this.save();
      for (const timer of due) this.fire(timer);
    }
    this.arm();
  }

  private due(): Timer[] {
    const now = this.clock.now().getTime();
    return this.state()
      .timers.filter((timer) => !this.running.has(timer.id) && Date.parse(timer.at) <= now)
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  }

  private fire(timer: Timer): void {
    const handler = this.handlers.get(timer.kind) as TimerHandler<unknown> | undefined;
    if (handler === undefined) throw new Error(`no handler for timers of kind ${timer.kind}`);
    const work = handler(timer.payload, new Date(timer.at));
    if (work === undefined) return this.finish(timer);
    const done = work.catch(report).finally(() => {
      this.running.delete(timer.id);
      // Interrupted by a stop: its end is not known, so it must run again after the next start.
      if (this.started) this.finish(timer);
    });
    this.running.set(timer.id, done);
  }

  /** The effect and the end of its timer reach the disk in one write. */
  private finish(timer: Timer): void {
    this.cancel(timer.id);
    this.save();
  }

  private arm(): void {
    if (!this.started) return;
    clearTimeout(this.wake);
    clearImmediate(this.soon);
    const next = this.state().timers.filter((timer) => !this.running.has(timer.id));
    if (next.length === 0) return;
    const wait = Math.min(...next.map((timer) => Date.parse(timer.at))) - this.clock.now().getTime();
    if (wait <= 0) this.soon = setImmediate(() => this.fireDue());
    else if (this.clock.running) this.wake = setTimeout(() => this.fireDue(), Math.min(wait, LONGEST_SLEEP_MS)).unref();
  }
}

function report(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error), { code: 'SIMULATOR_TIMER_FAILED' });
}
