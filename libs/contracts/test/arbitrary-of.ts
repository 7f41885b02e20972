import fc from 'fast-check';
import { alternatives, listedValues, type Alternative } from '../src/generate/alternatives.js';
import { isObject, type JsonObject } from '../src/generate/json.js';

/** Any value that a JSON Schema of ours admits. Throws on a keyword that no schema of ours has used so far. */
export function arbitraryOf(schema: unknown): fc.Arbitrary<unknown> {
  return fc.oneof(...alternatives(schema).map(arbitraryOfKind));
}

function arbitraryOfKind(alternative: Alternative): fc.Arbitrary<unknown> {
  const values = listedValues(alternative);
  if (values !== undefined) return fc.constantFrom(...values);
  const { kind, keywords } = alternative;
  switch (kind) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return text(keywords);
    case 'integer':
      return integer(keywords);
    case 'array':
      return fc.array(arbitraryOf(keywords['items']), { minLength: limit(keywords, 'minItems', 0), maxLength: 4 });
    case 'object':
      return object(keywords);
    case 'anything':
    case 'number':
      throw new Error(`no event uses ${kind} yet: teach this file how to make one`);
  }
}

function text(keywords: JsonObject): fc.Arbitrary<string> {
  if (keywords['format'] === 'date-time') {
    const range = { min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true };
    return fc.date(range).map((date) => date.toISOString());
  }
  const { pattern } = keywords;
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern));
  const minLength = limit(keywords, 'minLength', 0);
  // 'binary' strings hold every character, line breaks and emoji included.
  return fc.string({ unit: 'binary', minLength, maxLength: Math.floor(limit(keywords, 'maxLength', 40) / 2) });
}

function integer(keywords: JsonObject): fc.Arbitrary<number> {
  const above = limit(keywords, 'exclusiveMinimum', Number.MIN_SAFE_INTEGER - 1) + 1;
  return fc.integer({
    min: Math.max(above, limit(keywords, 'minimum', above)),
    max: limit(keywords, 'maximum', 2 ** 53 - 1),
  });
}

function object({ properties, required, additionalProperties }: JsonObject): fc.Arbitrary<unknown> {
  if (isObject(additionalProperties)) {
    return fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z ]{0,12}$/), arbitraryOf(additionalProperties), {
      maxKeys: 4,
    });
  }
  const members = Object.entries(isObject(properties) ? properties : {});
  return fc.record(Object.fromEntries(members.map(([name, member]) => [name, arbitraryOf(member)])), {
    requiredKeys: Array.isArray(required) ? (required as string[]) : [],
  });
}

function limit(keywords: JsonObject, name: string, otherwise: number): number {
  const value = keywords[name];
  return typeof value === 'number' ? value : otherwise;
}
