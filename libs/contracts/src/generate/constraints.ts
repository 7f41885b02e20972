import { isDeepStrictEqual } from 'node:util';
import { listedValues, type Alternative } from './alternatives.js';
import { boundBreaks, boundKeywords } from './bounds.js';

/** Compared by rules of their own; every other keyword narrows, so it is safe to add and not safe to change or remove. */
const structural = ['enum', 'const', 'properties', 'required', 'additionalProperties', 'propertyNames', 'items'];

/** What a value may newly be: one that was not listed, longer, shorter, in another format. */
export function constraintBreaks(before: Alternative, after: Alternative): string[] {
  return [...valueBreaks(before, after), ...boundBreaks(before, after), ...keywordBreaks(before, after)];
}

function valueBreaks(before: Alternative, after: Alternative): string[] {
  const known = listedValues(before);
  if (known === undefined) return [];
  const possible = listedValues(after);
  if (possible === undefined) return [`may now be other than ${list(known)}`];
  const added = possible.filter((value) => !known.some((other) => isDeepStrictEqual(value, other)));
  return added.length === 0 ? [] : [`may now be ${list(added)}`];
}

function keywordBreaks(before: Alternative, after: Alternative): string[] {
  const left = Object.entries(before.keywords).filter(
    ([keyword]) => !structural.includes(keyword) && !boundKeywords.includes(keyword),
  );
  return left.flatMap(([keyword, was]) => {
    const now = after.keywords[keyword];
    if (isDeepStrictEqual(was, now)) return [];
    if (keyword === 'pattern' && allMatch(listedValues(after), String(was))) return [];
    return [`${keyword} ${list([was])} is ${now === undefined ? 'gone' : `now ${list([now])}`}`];
  });
}

function allMatch(values: readonly unknown[] | undefined, pattern: string): boolean {
  return values?.every((value) => typeof value === 'string' && new RegExp(pattern, 'u').test(value)) ?? false;
}

function list(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}
