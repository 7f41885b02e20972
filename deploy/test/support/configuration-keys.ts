import type { ServiceDefinition } from '@backhaul/service-kit';

/** A key of the configuration, and what its table shows as default. */
export interface Key {
  key: string;
  /** The default as YAML writes it, `required`, or `none`. */
  shown: string;
}

interface Node {
  default?: unknown;
  properties?: Record<string, Node>;
  items?: Node;
  oneOf?: Node[];
  required?: string[];
  const?: unknown;
}

type Schema = Pick<ServiceDefinition['merchantSchema'], '~standard'>;

/** Every value that a schema reads, as `bus.kind`, `tokens[].role`. A table has one row for each. */
export function keysOf(schema: Schema): Key[] {
  const node = schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' }) as Node;
  return inside(node, '');
}

function inside(node: Node, path: string): Key[] {
  if (node.oneOf !== undefined) return uniqueByKey(node.oneOf.flatMap((one) => inside(one, path)));
  const fields = Object.entries(node.properties ?? {}).flatMap(([name, field]) => {
    const key = path === '' ? name : `${path}.${name}`;
    return leaf(key, field, node.required?.includes(name) === true);
  });
  return fields;
}

function leaf(key: string, field: Node, required: boolean): Key[] {
  if (field.properties !== undefined || field.oneOf !== undefined) return inside(field, key);
  if (field.items?.properties !== undefined) return inside(field.items, `${key}[]`);
  if (field.default !== undefined) return [{ key, shown: textOf(field.default) }];
  return [{ key, shown: required ? 'required' : 'none' }];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function uniqueByKey(keys: Key[]): Key[] {
  return [...new Map(keys.map((one) => [one.key, one])).values()];
}

/** The rows of a document's tables whose first column is `key`: the key, and what stands in the next column. */
export function documentedKeys(text: string): Map<string, string> {
  const tables = text.split('\n\n').filter((block) => /^\| key +\|/.test(block));
  const rows = tables.join('\n').matchAll(/^\| `([^`]+)` +\| ([^|]+?) +\|/gm);
  return new Map([...rows].map(([, key = '', shown = '']) => [key, shown.replaceAll('`', '')]));
}
