import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allocate, equals, money, negate, sum } from '../src/index.js';
import { amounts } from './arbitraries.js';
import { refusal } from './refusal.js';

const usd = (amount: number) => money(amount, 'USD');
const split = (total: number, weights: number[]) => allocate(usd(total), weights).map((part) => part.amount);
const weightLists = fc
  .array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 20 })
  .filter((weights) => weights.some((weight) => weight > 0));

describe('allocate', () => {
  it('gives the left-over cents to the largest remainders', () => {
    expect(split(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(split(1000, [6999, 1999, 4610])).toEqual([514, 147, 339]);
    expect(split(7, [1, 0, 2])).toEqual([2, 0, 5]);
  });

  it('prefers the heavier weight, then the earlier one, among equal remainders', () => {
    expect(split(2, [1, 3])).toEqual([0, 2]);
    expect(split(2, [3, 1])).toEqual([2, 0]);
    expect(split(1, [5, 5])).toEqual([1, 0]);
  });

  it('has an answer for nothing to allocate', () => {
    expect(split(0, [0, 0])).toEqual([0, 0]);
    expect(split(0, [])).toEqual([]);
  });

  it('refuses weights that cannot carry the total', () => {
    expect(refusal(() => split(1, []))).toBe('NOT_ALLOCATABLE');
    expect(refusal(() => split(1, [0, 0]))).toBe('NOT_ALLOCATABLE');
    expect(refusal(() => split(1, [2, -1]))).toBe('NOT_ALLOCATABLE');
    expect(refusal(() => split(1, [0.5, 0.5]))).toBe('NOT_ALLOCATABLE');
  });

  it('adds up to the total exactly, each part within one minor unit of its share', () => {
    fc.assert(
      fc.property(amounts, weightLists, (total, weights) => {
        const parts = allocate(usd(total), weights);
        expect(equals(sum(parts, 'USD'), usd(total))).toBe(true);

        const weightSum = BigInt(weights.reduce((all, weight) => all + weight, 0));
        parts.forEach((part, index) => {
          const distance = BigInt(part.amount) * weightSum - BigInt(total) * BigInt(weights[index] ?? 0);
          expect(distance < weightSum && distance > -weightSum).toBe(true);
        });
      }),
    );
  });

  it('cancels part by part when the total is reversed', () => {
    fc.assert(
      fc.property(amounts, weightLists, (total, weights) => {
        expect(allocate(usd(-total), weights)).toEqual(allocate(usd(total), weights).map(negate));
      }),
    );
  });

  it('gives a weight the same part wherever it stands, equal weights aside', () => {
    const distinct = fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 12 });
    const shuffled = distinct.chain((weights) =>
      fc.tuple(fc.constant(weights), fc.shuffledSubarray(weights, { minLength: weights.length })),
    );
    fc.assert(
      fc.property(amounts, shuffled, (total, [weights, reordered]) => {
        const partOf = new Map(split(total, weights).map((part, index) => [weights[index], part]));
        expect(split(total, reordered)).toEqual(reordered.map((weight) => partOf.get(weight)));
      }),
    );
  });

  it('never gives the lighter of two weights more', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), weightLists, (total, weights) => {
        const parts = split(total, weights);
        const byWeight = weights.map((weight, index) => ({ weight, part: parts[index] ?? 0 }));
        byWeight.sort((left, right) => left.weight - right.weight || left.part - right.part);
        byWeight.slice(1).forEach((heavier, index) => {
          expect(heavier.part).toBeGreaterThanOrEqual(byWeight[index]?.part ?? 0);
        });
      }),
    );
  });

  it('stays exact where floating point would not', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(split(most, [most, most])).toEqual([4503599627370496, 4503599627370495]);
  });
});
