import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { emptyKernelState, type KernelState } from './state.js';

/** Everything that survives `kill -9`. */
export interface StoredState<State> {
  kernel: KernelState;
  vendor: State;
}

/**
 * Holds the state in memory and, when a path is given, on disk.
 * Written to a sibling file and renamed, synchronously, so that a killed process leaves the old or the new state, never half of one.
 */
export class StateFile<State> {
  readonly current: StoredState<State>;
  private lastWritten = '';
  private closed = false;

  constructor(
    private readonly path: string | undefined,
    initial: () => State,
  ) {
    this.current = read<State>(path) ?? { kernel: emptyKernelState(), vendor: initial() };
  }

  /** Writes the state when it has changed since the last write. */
  save(): void {
    if (this.path === undefined || this.closed) return;
    const text = JSON.stringify(this.current);
    if (text === this.lastWritten) return;
    mkdirSync(dirname(this.path), { recursive: true });
    const beside = `${this.path}.${process.pid}.tmp`;
    writeFileSync(beside, text);
    renameSync(beside, this.path);
    this.lastWritten = text;
  }

  /** Later saves do nothing: the file may already belong to the next start. */
  close(): void {
    this.save();
    this.closed = true;
  }
}

function read<State>(path: string | undefined): StoredState<State> | undefined {
  if (path === undefined || !existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, 'utf8')) as StoredState<State>;
}
