import { negate } from '@backhaul/money';
import { contentHash } from '../content-hash.js';
import type { Fact } from '../facts.js';
import { entryOf, type Entry, type EntryLine } from './entry.js';

/** An amount as a fact told it. */
export interface Told {
  readonly fact: Fact;
  /** Other facts without which it would not be posted. */
  readonly also?: readonly Fact[];
  readonly lines: readonly EntryLine[];
}

interface Document {
  readonly cause: string;
  readonly description: string;
  readonly documentNumber: string | null;
}

/**
 * Entries of an amount that is told again whenever it changed: the last one counts, each one before it is reversed. `tellings`
 * come in the order in which they count. A fact that turns up late only adds entries, whatever was posted before it: a posting
 * is called by its content and by how often that content had come, never by what stood before it.
 */
export function restatedEntries(document: Document, tellings: readonly Told[]): Entry[] {
  const runs = runsOf(tellings);
  return runs.flatMap(({ told, cause }, index) => {
    const next = runs[index + 1]?.told;
    const posted = entryOf({ ...document, ...told, cause: `${document.cause}:${cause}` });
    return next === undefined ? posted : [...posted, ...reversal(document, told, next, cause)];
  });
}

interface Run {
  readonly told: Told;
  readonly hash: string;
  readonly cause: string;
}

/** What is told twice in a row was told once. */
function runsOf(tellings: readonly Told[]): Run[] {
  const runs: Run[] = [];
  for (const told of tellings) {
    const hash = contentHash(told.lines);
    if (runs.at(-1)?.hash === hash) continue;
    const before = runs.filter((run) => run.hash === hash).length;
    runs.push({ told, hash, cause: `${hash}:${before + 1}` });
  }
  return runs;
}

function reversal(document: Document, told: Told, next: Told, cause: string): Entry[] {
  return entryOf({
    ...document,
    cause: `${document.cause}:${cause}:reversed`,
    description: `${document.description}: told anew, the earlier amount reversed`,
    fact: next.fact,
    also: [...(next.also ?? []), told.fact],
    lines: told.lines.map(({ account, amount }) => ({ account, amount: negate(amount) })),
  });
}
