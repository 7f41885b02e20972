import type { Product } from '../product/product.js';
import type { Teardown } from '../teardown.js';
import { submitReturns } from './day.js';
import { ledgerClient, type LedgerClient, type ListedReturn } from './ledger-client.js';
import { startPeople } from './people.js';
import { report } from './report.js';
import { ended, tellStory } from './story.js';
import type { World } from './world.js';

export interface DayParts {
  readonly world: World;
  readonly product: Product;
  /** Token of the role viewer. */
  readonly viewer: string;
  readonly say: (line: string) => void;
  readonly teardown: Teardown;
  readonly asked: AbortSignal;
}

/**
 * Plays a day of returns and tells it. A day that was cut off is finished first; only then is the next one played.
 * @returns the ids of the day's returns
 */
export async function playDay({ world, product, viewer, say, teardown, asked }: DayParts): Promise<readonly string[]> {
  const ledger = ledgerClient(product.services.ledger.url, viewer);
  const names = new Map(world.merchants.map(({ id, name }) => [id, name]));
  const unfinished = await unfinishedReturns(world, ledger);
  say(`\n${openingOf(unfinished.length, [...names.values()])}\n`);
  const returns = unfinished.length > 0 ? unfinished : await submitReturns(world.simulators);
  const people = startPeople(world.simulators);
  teardown.add('the people', () => people.stop());
  const told = await tellStory(returns, { ledger, names, print: say, signal: asked });
  const ending = await report(told, { ledger, names });
  asked.throwIfAborted();
  say(`\n${closingOf(returns.length, told)}\n\n${ending}`);
  return returns;
}

function openingOf(unfinished: number, merchants: readonly string[]): string {
  if (unfinished > 0) return `Finishing the day before: ${count(unfinished)} still open`;
  return `A day of returns at ${merchants.join(' and ')}`;
}

function closingOf(submitted: number, told: readonly ListedReturn[]): string {
  const open = submitted - told.filter(({ status }) => ended.has(status)).length;
  if (open === 0) return `The day is over: ${count(submitted)} settled.`;
  return `Nothing more has happened for a while: ${count(open)} of ${submitted} not settled yet. See below what is waited for.`;
}

const count = (returns: number): string => (returns === 1 ? '1 return' : `${returns} returns`);

/** What shoppers have submitted and the books do not show as ended, whether we have heard of it or not. */
async function unfinishedReturns({ simulators }: World, ledger: LedgerClient): Promise<string[]> {
  const done = (await ledger.returns()).filter(({ status }) => ended.has(status));
  const doneIds = new Set(done.map(({ returnId }) => returnId));
  const submitted = simulators.loop.door.returns().map(({ shop, id }) => `${shop}-${id}`);
  return submitted.filter((returnId) => !doneIds.has(returnId));
}
