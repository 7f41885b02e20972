import { contentHash } from '../journal/content-hash.js';
import { ofType, type Fact, type FactOf, type Facts } from '../journal/facts.js';

type Created = FactOf<'ExchangeOrderCreated'>;

/**
 * An exchange order is told anew once it is known, or known for sure, whose it is. A reader sees it created once: of tellings
 * in a row that say the same of the order itself, the first sure one stays.
 */
export function repeatedTellings(facts: Facts): ReadonlySet<Fact> {
  const tellings = ofType(facts, 'ExchangeOrderCreated');
  const orders = new Set(tellings.map(({ data }) => data.exchangeOrderId));
  return new Set(
    [...orders].flatMap((id) => runsOf(tellings.filter(({ data }) => data.exchangeOrderId === id)).flatMap(repeatedIn)),
  );
}

function runsOf(tellings: readonly Created[]): Created[][] {
  const runs: Created[][] = [];
  for (const telling of tellings) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run !== undefined && before !== undefined && orderIn(before) === orderIn(telling)) run.push(telling);
    else runs.push([telling]);
  }
  return runs;
}

function repeatedIn(run: readonly Created[]): Created[] {
  const shown = run.find(({ data }) => data.confidence === 'certain') ?? run[0];
  return run.filter((telling) => telling !== shown);
}

const orderIn = ({ data: { returnId: _, confidence: __, evidence: ___, ...order } }: Created): string =>
  contentHash(order);
