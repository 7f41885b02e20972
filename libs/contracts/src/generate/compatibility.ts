import { alternatives, type Alternative } from './alternatives.js';
import { constraintBreaks } from './constraints.js';
import { isObject, type JsonObject } from './json.js';

/** One way in which events may now surprise a consumer. */
export interface BreakingChange {
  /** Member of the data: `units[].sku`; empty for the data itself. */
  readonly path: string;
  readonly change: string;
}

/**
 * What may now reach a consumer that was written for `before` and that it was promised never to meet. From the reader's
 * side adding a member or narrowing one is harmless; losing or widening one is not. A keyword that this does not know
 * counts as a break when it changes: better one version too many than a consumer that parks its messages.
 * @param before JSON Schema as checked in
 * @param after JSON Schema as it would be now
 */
export function breakingChanges(before: unknown, after: unknown): BreakingChange[] {
  return compare(before, after, '');
}

function compare(before: unknown, after: unknown, path: string): BreakingChange[] {
  const known = alternatives(before);
  return alternatives(after).flatMap((possible) => {
    const breaksByMatch = known
      .filter((candidate) => admits(candidate, possible))
      .map((candidate) => compareLike(candidate, possible, path))
      .sort((left, right) => left.length - right.length);
    return breaksByMatch[0] ?? [{ path, change: `may now be ${possible.kind}` }];
  });
}

function admits(known: Alternative, possible: Alternative): boolean {
  if (known.kind === 'anything' || known.kind === possible.kind) return true;
  return known.kind === 'number' && possible.kind === 'integer';
}

function compareLike(before: Alternative, after: Alternative, path: string): BreakingChange[] {
  const here = constraintBreaks(before, after).map((change) => ({ path, change }));
  return [...here, ...compareMembers(before.keywords, after.keywords, path), ...compareItems(before, after, path)];
}

function compareItems(before: Alternative, after: Alternative, path: string): BreakingChange[] {
  if (before.keywords['items'] === undefined) return [];
  return compare(before.keywords['items'], after.keywords['items'], `${path}[]`);
}

function compareMembers(before: JsonObject, after: JsonObject, path: string): BreakingChange[] {
  const was = members(before);
  const is = members(after);
  const shared = Object.keys(was).filter((name) => name in is);
  const gone = Object.keys(was).filter((name) => !(name in is));
  const optional = required(before).filter((name) => !gone.includes(name) && !required(after).includes(name));
  return [
    ...gone.map((name) => ({ path: join(path, name), change: 'is gone' })),
    ...optional.map((name) => ({ path: join(path, name), change: 'was always there and may now be missing' })),
    ...shared.flatMap((name) => compare(was[name], is[name], join(path, name))),
    ...compareUnlisted(before, after, path),
  ];
}

/** Members that are not listed: a record's values, or the promise that there are none. */
function compareUnlisted(before: JsonObject, after: JsonObject, path: string): BreakingChange[] {
  const { additionalProperties: promised, propertyNames: names } = before;
  const namesNow = after['propertyNames'] ?? { type: 'string' };
  const keyBreaks = names === undefined ? [] : compare(names, namesNow, join(path, '<name>'));
  if (promised === undefined || promised === true) return keyBreaks;

  const isNew = Object.entries(members(after)).filter(([name]) => !(name in members(before)));
  return [
    ...keyBreaks,
    ...isNew.flatMap(([name, schema]) => compare(promised, schema, join(path, name))),
    ...compare(promised, after['additionalProperties'], join(path, '*')),
  ];
}

function members(schema: JsonObject): JsonObject {
  return isObject(schema['properties']) ? schema['properties'] : {};
}

function required(schema: JsonObject): readonly string[] {
  return Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
