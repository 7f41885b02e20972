import { isObject, type JsonObject } from './json.js';

/** Members that say nothing about which values are valid. */
const annotations = ['$id', '$schema', '$comment', 'title', 'description', 'examples', 'default', 'deprecated'];

type Kind = 'anything' | 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'object' | 'array';

/** A schema that admits one kind of value only, with the keywords that narrow it. */
export interface Alternative {
  readonly kind: Kind;
  readonly keywords: JsonObject;
}

/** Takes `type: [...]` and a plain `anyOf` or `oneOf` apart, so that each kind of value can be compared with its like. */
export function alternatives(schema: unknown): Alternative[] {
  if (schema === false) return [];
  const keywords = withoutAnnotations(isObject(schema) ? schema : {});
  const choices = plainChoices(keywords);
  if (choices !== undefined) return choices.flatMap(alternatives);

  const { type, ...rest } = keywords;
  const kinds = (Array.isArray(type) ? type : [type ?? 'anything']) as Kind[];
  return kinds.map((kind) => ({ kind, keywords: kind === 'null' ? {} : rest }));
}

/** The branches, unless keywords beside them narrow further: then the branches alone would not tell the truth. */
function plainChoices(keywords: JsonObject): readonly unknown[] | undefined {
  const choices = keywords['anyOf'] ?? keywords['oneOf'];
  return Array.isArray(choices) && Object.keys(keywords).length === 1 ? choices : undefined;
}

function withoutAnnotations(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !annotations.includes(keyword)));
}

/** The values that `enum` or `const` lists; undefined when the schema lists none. */
export function listedValues({ keywords }: Alternative): readonly unknown[] | undefined {
  if ('const' in keywords) return [keywords['const']];
  const values = keywords['enum'];
  return Array.isArray(values) ? values : undefined;
}
