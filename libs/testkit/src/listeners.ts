/** A method of a controller that takes an event of the bus. */
export type Listener = (event: never, context: never) => unknown;

/** Where Nest keeps what an `@EventPattern` names. */
const PATTERN = 'microservices:pattern';

/**
 * The listeners of a Nest controller by the type of their event: a test that goes through all of them notices a new one.
 */
export function listenersOf(controller: object): ReadonlyMap<string, Listener> {
  const prototype = Object.getPrototypeOf(controller) as Record<string, unknown>;
  const { getMetadata } = Reflect as unknown as { getMetadata: (key: string, target: unknown) => unknown };
  const entries = Object.getOwnPropertyNames(prototype).flatMap((name): [string, Listener][] => {
    const method = prototype[name];
    const types = typeof method === 'function' ? getMetadata(PATTERN, method) : undefined;
    if (!Array.isArray(types)) return [];
    return types.map((type): [string, Listener] => [String(type), (method as Listener).bind(controller)]);
  });
  return new Map(entries);
}

/** A value as text that does not depend on the order in which anything came: keys and lists sorted, sets and maps as lists. */
export function unordered(value: unknown): string {
  if (value instanceof Set || value instanceof Map) return unordered([...(value as Iterable<unknown>)]);
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(unordered).sort().join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${unordered(field)}`);
  return `{${fields.sort().join(',')}}`;
}
