import { createHash } from 'node:crypto';
import type { KernelState } from './state.js';

/** Deterministic identifiers: the same seed and the same calls give the same ids, also across a restart. */
export class Ids {
  constructor(
    private readonly seed: number,
    private readonly state: () => KernelState,
  ) {}

  /** The next number of a named sequence, rising by 1…`maxStep` from `start`, as a decimal string (it may exceed 2^53). */
  next(name: string, start: number | string, maxStep = 1): string {
    const sequence = this.sequence(name);
    const step = maxStep === 1 ? 1n : 1n + (this.noise(name, sequence.count) % BigInt(maxStep));
    sequence.last = sequence.last === '' ? String(start) : (BigInt(sequence.last) + step).toString();
    sequence.count += 1;
    return sequence.last;
  }

  /** The next UUID of a named sequence. */
  uuid(name: string): string {
    const hex = this.hex(`uuid/${name}`, 32);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** The next random-looking hexadecimal text of a named sequence, up to 64 digits. */
  hex(name: string, digits: number): string {
    const sequence = this.sequence(name);
    sequence.count += 1;
    return this.digest(name, sequence.count).slice(0, digits);
  }

  /** A fraction in [0, 1) from a named sequence. */
  fraction(name: string): number {
    return Number.parseInt(this.hex(`fraction/${name}`, 8), 16) / 2 ** 32;
  }

  private sequence(name: string): { count: number; last: string } {
    const { sequences } = this.state();
    return (sequences[name] ??= { count: 0, last: '' });
  }

  private noise(name: string, count: number): bigint {
    return BigInt(`0x${this.digest(name, count).slice(0, 12)}`);
  }

  private digest(name: string, count: number): string {
    return createHash('sha256').update(`${this.seed}/${name}/${count}`).digest('hex');
  }
}
