import { setTimeout as pause } from 'node:timers/promises';
import type { HistoryLine, LedgerClient, ListedReturn } from './ledger-client.js';
import { Narration, type Told } from './narration.js';
import { clockTime } from './words.js';

export interface StoryOptions {
  readonly ledger: LedgerClient;
  /** Merchants' names by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly print: (line: string) => void;
  /** Ends the story with an AbortError. */
  readonly signal: AbortSignal;
  /** After so long without any news the story ends, whatever is still open. */
  readonly patienceMs?: number;
}

const POLL_MS = 150;
/** How much later than others a fact may reach the ledger and still be told in its place. */
const HOLD_MS = 500;
const PATIENCE_MS = 45_000;

/** From here on nothing more is expected. */
export const ended = new Set(['settled', 'cancelled', 'expired', 'closed']);

/**
 * Tells of these returns, a line per fact, as the ledger comes to know it, until the last of them has ended.
 * A return that was cut off is told from its start.
 */
export async function tellStory(returns: readonly string[], options: StoryOptions): Promise<ListedReturn[]> {
  const { print, signal, patienceMs = PATIENCE_MS } = options;
  const narration = new Narration();
  for (let lastNews = Date.now(); ;) {
    await pause(POLL_MS, undefined, { signal });
    const { listed, facts } = await look(returns, options);
    if (narration.hear(facts)) lastNews = Date.now();
    const over = listed.length === returns.length && listed.every(({ status }) => ended.has(status));
    const quiet = Date.now() - lastNews > patienceMs;
    const until = over || quiet ? Infinity : Date.now() - HOLD_MS;
    for (const line of narration.tellUntil(until)) print(line);
    if (over || quiet) return listed;
  }
}

/** In the order in which they were submitted. A ledger that does not answer at this moment is asked again. */
async function look(returns: readonly string[], options: StoryOptions) {
  try {
    const all = await options.ledger.returns();
    const listed = returns.flatMap((id) => all.find((each) => each.returnId === id) ?? []);
    const facts = await Promise.all(listed.map((each) => factsOf(each, options)));
    return { listed, facts: facts.flat() };
  } catch {
    return { listed: [], facts: [] };
  }
}

async function factsOf(listed: ListedReturn, { ledger, names }: StoryOptions): Promise<Told[]> {
  const history = await ledger.history(listed.returnId);
  const merchant = names.get(listed.merchantId) ?? listed.merchantId;
  const order = listed.orderName ?? listed.returnId;
  return history.map((line) => ({
    key: keyOf(line),
    at: line.learnedAt,
    text: `${clockTime(line.learnedAt)}  ${order.padEnd(7)} ${merchant.padEnd(20)}  ${line.text}`,
  }));
}

const keyOf = (line: HistoryLine): string => `${line.eventId ?? line.causeEventId}|${line.type}|${line.text}`;
