import type { BenchContext, Row } from './benchmark.js';
import { latencyOf, median } from './latency.js';

/** What one round came to. */
export interface Round {
  /** Operations, events or messages: what the rate counts. */
  readonly count: number;
  readonly ms: number;
  /** Of every single operation, where one can be told from another. */
  readonly latenciesMs?: readonly number[];
}

/** One way to do the work. */
export interface Contender {
  readonly label: string;
  /** Does the work once. Rounds are numbered from 0, which only warms up and is not counted. */
  round(nth: number): Promise<Round>;
}

/**
 * Ours against one or more baselines, in turns, so that a machine that slows down slows all of them down. Every second turn goes the other way
 * round: whoever is first finds the caches of the last one.
 *
 * @returns a row for each, with the median rate of its rounds, and ours as a ratio to the first baseline: the median of the ratios of
 *   single rounds, because what ran back to back ran on the same machine
 */
export async function compare(
  ctx: BenchContext,
  o: { ours: Contender; baselines: readonly [Contender, ...Contender[]]; unit: string; rounds: number },
): Promise<{ rows: Row[]; ratio: number }> {
  const contenders = [o.ours, ...o.baselines];
  const measured = new Map(contenders.map((contender) => [contender, [] as Round[]]));
  for (let nth = 0; nth <= o.rounds; nth += 1) {
    for (const contender of nth % 2 === 0 ? contenders : contenders.toReversed()) {
      const round = await contender.round(nth);
      ctx.progress(`${nth === 0 ? 'warm-up' : `round ${nth}`}: ${contender.label} ${told(rateOf(round))} ${o.unit}`);
      if (nth > 0) measured.get(contender)?.push(round);
    }
  }
  const rows = contenders.map((contender) => rowOf(contender.label, o.unit, measured.get(contender) ?? []));
  const ratesOf = (contender: Contender): number[] => (measured.get(contender) ?? []).map(rateOf);
  const beside = ratesOf(o.baselines[0]);
  return { rows, ratio: median(ratesOf(o.ours).map((rate, round) => rate / (beside[round] ?? Number.NaN))) };
}

function rowOf(label: string, unit: string, rounds: readonly Round[]): Row {
  const latencies = rounds.flatMap(({ latenciesMs = [] }) => latenciesMs);
  const value = median(rounds.map(rateOf));
  return latencies.length === 0 ? { label, value, unit } : { label, value, unit, latency: latencyOf(latencies) };
}

const rateOf = ({ count, ms }: Round): number => (count / ms) * 1000;
const told = (rate: number): string => Math.round(rate).toLocaleString('en-US');
