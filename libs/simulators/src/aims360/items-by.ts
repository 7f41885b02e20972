/** Reads a key off an item; null = the item has none. Must not change while the item is in the list. */
type KeyOf<T> = (item: T) => string | null;

interface Index {
  seen: number;
  readonly byKey: Map<string, object[]>;
}

const indexes = new WeakMap<readonly object[], Map<unknown, Index>>();
const none: readonly never[] = [];

/**
 * The items of a list that have this key, in any case of letters. The index catches up with a list that has grown; a list that
 * loses items must be replaced by a new one. `keyOf` must be the same function each time.
 */
export const itemsBy = <T extends object>(list: readonly T[], keyOf: KeyOf<T>, key: string): readonly T[] => {
  const ofList = indexes.get(list) ?? new Map<unknown, Index>();
  indexes.set(list, ofList);
  const index = ofList.get(keyOf) ?? { seen: 0, byKey: new Map<string, object[]>() };
  ofList.set(keyOf, index);
  for (const item of list.slice(index.seen)) {
    const own = keyOf(item)?.toLowerCase();
    if (own === undefined) continue;
    const items = index.byKey.get(own);
    if (items === undefined) index.byKey.set(own, [item]);
    else items.push(item);
  }
  index.seen = list.length;
  return (index.byKey.get(key.toLowerCase()) as T[] | undefined) ?? none;
};

/** The first of them. */
export const itemBy = <T extends object>(list: readonly T[], keyOf: KeyOf<T>, key: string): T | undefined =>
  itemsBy(list, keyOf, key)[0];
