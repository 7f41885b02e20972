import { listedValues, type Alternative } from './alternatives.js';

const lower = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const upper = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

/** Keywords that this file compares. */
export const boundKeywords = [...lower, ...upper];

/** Bounds that let through more than before. */
export function boundBreaks(before: Alternative, after: Alternative): string[] {
  const now = bounds(after, impliedBounds(listedValues(after) ?? []));
  return [...bounds(before, [])].flatMap(([name, limit]) => {
    const isLower = lower.includes(name);
    const current = now.get(name) ?? (isLower ? lowest(name) : Number.POSITIVE_INFINITY);
    const looser = isLower ? current < limit : current > limit;
    return looser ? [`${name} ${limit} is loosened${now.has(name) ? ` to ${current}` : ', no bound is left'}`] : [];
  });
}

/** A length is never below 0, so `minLength: 0` promises nothing. */
function lowest(name: string): number {
  return name === 'minimum' || name === 'exclusiveMinimum' ? Number.NEGATIVE_INFINITY : 0;
}

function bounds(alternative: Alternative, implied: readonly [string, number][]): Map<string, number> {
  const found = new Map(implied);
  for (const name of boundKeywords) {
    const limit = alternative.keywords[name];
    if (typeof limit === 'number') found.set(name, limit);
  }
  if (alternative.kind === 'integer') foldExclusive(found);
  return found;
}

/** For integers, more than 0 and at least 1 are the same promise. */
function foldExclusive(found: Map<string, number>): void {
  const above = found.get('exclusiveMinimum');
  const below = found.get('exclusiveMaximum');
  if (above !== undefined) found.set('minimum', Math.max(above + 1, found.get('minimum') ?? above + 1));
  if (below !== undefined) found.set('maximum', Math.min(below - 1, found.get('maximum') ?? below - 1));
  found.delete('exclusiveMinimum');
  found.delete('exclusiveMaximum');
}

/** Listed values are bounded by themselves: a free text that became an enum is narrower than its lengths were. */
function impliedBounds(values: readonly unknown[]): [string, number][] {
  const lengths = values.filter((value) => typeof value === 'string').map((value) => value.length);
  const numbers = values.filter((value) => typeof value === 'number');
  return [...extremes('minLength', 'maxLength', lengths), ...extremes('minimum', 'maximum', numbers)];
}

function extremes(least: string, most: string, values: readonly number[]): [string, number][] {
  if (values.length === 0) return [];
  return [
    [least, Math.min(...values)],
    [most, Math.max(...values)],
  ];
}
