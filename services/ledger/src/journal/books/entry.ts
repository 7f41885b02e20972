import { isZero, money, negate, type Money } from '@backhaul/money';
import { contentHash } from '../content-hash.js';
import { compareText, type Fact } from '../facts.js';
import type { Account } from './chart.js';

/** One line of an entry: debit positive, credit negative. */
export interface EntryLine {
  readonly account: Account;
  readonly amount: Money;
}

/** A balanced entry in the books of a return. */
export interface Entry {
  /** Cause and a hash of the lines: the same posting again has the same id, another content never has. */
  readonly id: string;
  /** The business document behind it, for example `credit:CM-5501`. One cause is posted once. */
  readonly cause: string;
  readonly description: string;
  readonly documentNumber: string | null;
  /** When it happened, ISO 8601 UTC. */
  readonly effectiveAt: string;
  /** When the last fact that it needs was learned, ISO 8601 UTC. */
  readonly learnedAt: string;
  readonly causeEventId: string;
  readonly lines: readonly EntryLine[];
}

interface EntryDraft {
  readonly cause: string;
  readonly description: string;
  readonly documentNumber: string | null;
  readonly lines: readonly EntryLine[];
  /** The fact that makes the entry. */
  readonly fact: Fact;
  /** Other facts without which it would not be posted. */
  readonly also?: readonly Fact[];
}

/** The line of a debit. */
export const debit = (account: Account, amount: Money): EntryLine => ({ account, amount });
/** The line of a credit. */
export const credit = (account: Account, amount: Money): EntryLine => ({ account, amount: negate(amount) });

/**
 * A balanced entry, or nothing when no money moved. What a document's own parts leave over goes to `rounding`, a
 * clearing account, so that a document that does not add up keeps its return open instead of breaking the books.
 */
export function entryOf({ cause, description, documentNumber, lines, fact, also = [] }: EntryDraft): Entry[] {
  const balanced = [...lines, ...leftOver(lines)].filter(({ amount }) => !isZero(amount));
  if (balanced.length === 0) return [];
  return [
    {
      id: `${cause}:${contentHash(balanced)}`,
      cause,
      description,
      documentNumber,
      effectiveAt: fact.time,
      learnedAt: latest([fact, ...also].map(({ recordedAt }) => recordedAt)),
      causeEventId: fact.id,
      lines: balanced,
    },
  ];
}

function leftOver(lines: readonly EntryLine[]): EntryLine[] {
  const byCurrency = new Map<string, number>();
  for (const { amount } of lines)
    byCurrency.set(amount.currency, (byCurrency.get(amount.currency) ?? 0) + amount.amount);
  return [...byCurrency].map(([currency, total]) => credit('rounding', money(total, currency)));
}

/** The latest of some instants. */
export function latest(instants: readonly string[]): string {
  return [...instants].sort(compareText).at(-1) ?? '';
}
