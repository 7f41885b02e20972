import { firstOf, ofType, type FactOf, type Facts } from './facts.js';

/** Authorisations that stand; when all are void, what they asked for is still what the route asks for. */
function authorisations(facts: Facts): readonly FactOf<'ReturnAuthorized'>[] {
  const all = ofType(facts, 'ReturnAuthorized');
  const standing = all.filter(({ data }) => !voided(facts).has(data.documentNumber));
  return standing.length > 0 ? standing : all;
}

/** Event types that the ERP's route asks for. */
export function expectedTypes(facts: Facts): string[] {
  return [...new Set(authorisations(facts).flatMap(({ data }) => data.expects))];
}

/**
 * How the ERP learns what consumed the credit. `debits`: AR debits against an open credit of the full value. `withheld`: the
 * credit is for the money alone, and what was given in goods is taken off their order. Null until the route is known.
 */
export function creditUse(facts: Facts): 'debits' | 'withheld' | null {
  if (firstOf(facts, 'ReturnAuthorized') === undefined) return null;
  const expected = expectedTypes(facts);
  return expected.includes('CreditOffsetPosted') || expected.includes('CreditApplied') ? 'debits' : 'withheld';
}

/** Numbers of the authorisations that stand and ask for this, each of which is announced and received by itself. */
export function authorisationsThatExpect(type: string, facts: Facts): string[] {
  const asking = authorisations(facts).filter(({ data }) => data.expects.includes(type));
  return [...new Set(asking.map(({ data }) => data.documentNumber))];
}

/** True when there were authorisations and none of them stands. */
export function isVoided(facts: Facts): boolean {
  const all = ofType(facts, 'ReturnAuthorized');
  return all.length > 0 && all.every(({ data }) => voided(facts).has(data.documentNumber));
}

function voided(facts: Facts): ReadonlySet<string> {
  return new Set(ofType(facts, 'AuthorizationCancelled').map(({ data }) => data.documentNumber));
}
