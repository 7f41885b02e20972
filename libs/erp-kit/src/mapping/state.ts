/** What a key stands for in the ERP: a code, or several fields. */
export type MappingValue = string | { readonly [field: string]: string | number | boolean | null };

/**
 * The changes of a table, the newest first: a table of items has thousands, and a copy of all entries per change would make
 * reading them slow.
 */
export type MappingState = {
  readonly key: string;
  readonly value: MappingValue | null;
  readonly before: MappingState;
} | null;

/** How a key is compared: people and shops do not agree on capitals and spaces. */
export function normalised(key: string): string {
  return key.normalize('NFC').trim().toLowerCase();
}

/** The entries that stand now, by normalised key. */
export function valuesIn(state: MappingState): ReadonlyMap<string, MappingValue> {
  const newest = new Map<string, MappingValue | null>();
  for (let change = state; change !== null; change = change.before) {
    if (!newest.has(change.key)) newest.set(change.key, change.value);
  }
  return new Map([...newest].flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])));
}

/** Fields in another order are the same value. */
export function sameValue(left: MappingValue | undefined, right: MappingValue): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  return [...Object.keys(left), ...Object.keys(right)].every((field) => left[field] === right[field]);
}
