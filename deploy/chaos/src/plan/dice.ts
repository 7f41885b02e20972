import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that repeats itself: the same seed throws the same numbers. */
export interface Dice {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True in so many of a hundred throws. */
  percent(chance: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  shuffled<T>(items: readonly T[]): T[];
}

/** `topic` keeps parts of a plan apart: a fault more in one part does not change the others. */
export function diceOf(seed: number, topic: string): Dice {
  const salt = [...topic].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7);
  const generator = xoroshiro128plus(seed ^ salt);
  const between = (low: number, high: number): number => uniformInt(generator, low, Math.max(low, high));
  return {
    between,
    percent: (chance) => between(1, 100) <= chance,
    pick: ([first, ...others]) => others[between(0, others.length) - 1] ?? first,
    shuffled(items) {
      const keyed = items.map((item) => ({ item, key: between(0, 0x7fff_ffff) }));
      return keyed.sort((left, right) => left.key - right.key).map(({ item }) => item);
    },
  };
}
