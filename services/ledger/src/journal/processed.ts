import { ofType, type FactOf, type Facts } from './facts.js';

type Processed = FactOf<'ReturnProcessed'>;

/**
 * The processed return as it was told, from the first time to the last. It comes again when what was out of stock was given,
 * so whatever is not partial counts later than whatever is.
 */
export function tellingsOfProcessed(facts: Facts): Processed[] {
  const told = ofType(facts, 'ReturnProcessed');
  return [...told.filter(({ data }) => data.partial), ...told.filter(({ data }) => !data.partial)];
}

/** What the shopper was given, as it was told last; undefined before the return was processed. */
export function processedOf(facts: Facts): Processed | undefined {
  return tellingsOfProcessed(facts).at(-1);
}
