import { money, type Money } from './money.js';
import { MoneyError } from './money-error.js';

interface Share {
  readonly index: number;
  readonly weight: bigint;
  readonly whole: bigint;
  readonly remainder: bigint;
}

/**
 * Splits a total in proportion to the weights, by largest remainder: the parts add up to the total exactly and none is
 * more than one minor unit away from its exact share. A negative total gives the mirror image, so a reversal cancels
 * what it reverses part by part. Which weights get the left-over units depends on the weights, and on their order only
 * among equal ones (first come, first served).
 * @param weights whole and not negative, for instance prices in minor units
 * @throws MoneyError NOT_ALLOCATABLE when a weight is fractional or negative, or a total is left with no weight to carry it
 */
export function allocate(total: Money, weights: readonly number[]): Money[] {
  const checked = weights.map(checkedWeight);
  const weightSum = checked.reduce((all, weight) => all + weight, 0n);
  if (weightSum === 0n) return allocateNothing(total, weights);

  const sign = total.amount < 0 ? -1 : 1;
  const units = BigInt(Math.abs(total.amount));
  const shares = checked.map((weight, index): Share => {
    const product = units * weight;
    return { index, weight, whole: product / weightSum, remainder: product % weightSum };
  });
  const leftOver = units - shares.reduce((all, share) => all + share.whole, 0n);
  const topped = new Set(shares.toSorted(byClaim).slice(0, Number(leftOver)));
  return shares.map((share) => money(sign * Number(share.whole + (topped.has(share) ? 1n : 0n)), total.currency));
}

/** Equal remainders go to the heavier weight: so the outcome for a line does not hang on where the vendor listed it. */
function byClaim(left: Share, right: Share): number {
  if (left.remainder !== right.remainder) return left.remainder > right.remainder ? -1 : 1;
  if (left.weight !== right.weight) return left.weight > right.weight ? -1 : 1;
  return left.index - right.index;
}

function checkedWeight(weight: number): bigint {
  if (Number.isSafeInteger(weight) && weight >= 0) return BigInt(weight);
  throw new MoneyError('NOT_ALLOCATABLE', `${weight} is not a weight: whole and not negative`);
}

function allocateNothing(total: Money, weights: readonly number[]): Money[] {
  if (total.amount === 0) return weights.map(() => money(0, total.currency));
  throw new MoneyError('NOT_ALLOCATABLE', `nothing carries ${total.amount} minor units: the weights add up to 0`);
}
