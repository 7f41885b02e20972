import type { RmaUnit } from './events.js';
import { lineOf, type ItemQuantities, type RmaLine, type RmaSnapshot } from './rma-snapshot.js';
import type { Rma } from './state.js';

const nothingYet: ItemQuantities = { received: 0, restocked: 0, seconds: 0, writtenOff: 0, missing: 0 };

/** An item of which more is seen than ever before. */
export interface Growth {
  readonly line: RmaLine;
  readonly before: ItemQuantities;
  readonly now: ItemQuantities;
}

/** Quantities are compared with the most that was ever seen, so that no look counts anything twice. */
export function growthOf({ lines }: RmaSnapshot, state: Rma): Growth[] {
  return lines
    .map((line) => {
      const before = known(line, state);
      return { line, before, now: most(line, before) };
    })
    .filter(({ before, now }) => quantityNames.some((name) => now[name] > before[name]));
}

/** Items of which less is booked than was seen before: somebody corrected the receipt. */
export function loweredLines({ lines }: RmaSnapshot, state: Rma): RmaLine[] {
  return lines.filter((line) => {
    const before = known(line, state);
    return quantityNames.some((name) => name !== 'missing' && line[name] < before[name]);
  });
}

/** Units that came in a state in which they cannot be sold as new. */
export const damagedOf = ({ seconds, writtenOff }: ItemQuantities): number => seconds + writtenOff;

/** Units of the return that are this item and have to come. */
export function unitsOf(sku: string, { lines }: RmaSnapshot, { requested }: Rma): RmaUnit[] {
  const units = (requested?.units ?? []).filter(({ outcome }) => outcome === 'return');
  return units.filter((unit) => lineOf(unit, lines)?.sku === sku);
}

const quantityNames = ['received', 'restocked', 'seconds', 'writtenOff', 'missing'] as const;

const known = ({ sku }: RmaLine, state: Rma): ItemQuantities => state.quantities[sku] ?? nothingYet;

function most(line: ItemQuantities, before: ItemQuantities): ItemQuantities {
  return {
    received: Math.max(line.received, before.received),
    restocked: Math.max(line.restocked, before.restocked),
    seconds: Math.max(line.seconds, before.seconds),
    writtenOff: Math.max(line.writtenOff, before.writtenOff),
    missing: Math.max(line.missing, before.missing),
  };
}
