import type { Product } from '../product/product.js';
import type { Teardown } from '../teardown.js';
import { submitReturns } from './day.js';
import { ledgerClient } from './ledger-client.js';
import { startPeople } from './people.js';
import { report } from './report.js';
import { Story } from './story.js';
import type { World } from './world.js';

export interface DayParts {
  readonly world: World;
  readonly product: Product;
  /** Token of the role viewer. */
  readonly viewer: string;
  readonly say: (line: string) => void;
  readonly teardown: Teardown;
}

/** Plays a day of returns and tells it. A day that was cut off is finished first; only then is the next one played. */
export async function playDay({ world, product, viewer, say, teardown }: DayParts): Promise<void> {
  const ledger = ledgerClient(product.services.ledger.url, viewer);
  const names = new Map(world.merchants.map(({ id, name }) => [id, name]));
  const unfinished = unfinishedReturns(world, await settledReturns(ledger));
  say(unfinished.length > 0 ? `\nFinishing ${unfinished.length} returns of the day before\n` : '\nA day of returns\n');
  const returns = unfinished.length > 0 ? unfinished : await submitReturns(world.simulators);
  const people = startPeople(world.simulators);
  teardown.add('the people', () => people.stop());
  const settled = await new Promise<Awaited<ReturnType<typeof ledger.returns>>>((resolve) => {
    const story = new Story({ ledger, names, print: say, onAllSettled: resolve });
    teardown.add('the story', () => story.stop());
    story.start(returns);
  });
  say(`\nThe day is over: ${settled.length} returns settled.\n`);
  say(await report(ledger, settled));
}

async function settledReturns(ledger: ReturnType<typeof ledgerClient>): Promise<Set<string>> {
  const all = await ledger.returns();
  return new Set(all.flatMap((each) => (each.status === 'settled' ? [each.returnId] : [])));
}

/** What shoppers have submitted and the books do not show as settled, whether we have heard of it or not. */
function unfinishedReturns({ simulators }: World, settled: ReadonlySet<string>): string[] {
  const submitted = simulators.loop.door.returns().map(({ shop, id }) => `${shop}-${id}`);
  return submitted.filter((returnId) => !settled.has(returnId));
}
