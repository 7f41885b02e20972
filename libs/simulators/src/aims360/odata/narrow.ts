import { itemsBy } from '../items-by.js';
import type { Expression } from './expression.js';

/** What a filter demands of every row that it lets through: enough to look rows up instead of building them all. */
export interface Narrow {
  /** Canonical field name → the text that it must equal. */
  readonly equal: ReadonlyMap<string, string>;
  /** No row that changed before this time passes; null = no such demand. */
  readonly changedSince: string | null;
}

const conjuncts = (filter: Expression | undefined): Expression[] => {
  if (filter === undefined) return [];
  return filter.kind === 'and' ? [...conjuncts(filter.left), ...conjuncts(filter.right)] : [filter];
};

/** Reads the demands off the conjuncts of a bound filter; what is below `or` and `not` demands nothing. */
export const narrowOf = (filter: Expression | undefined): Narrow => {
  const equal = new Map<string, string>();
  let changedSince: string | null = null;
  for (const part of conjuncts(filter)) {
    if (part.kind !== 'compare' || part.left.kind !== 'path' || part.right.kind !== 'literal') continue;
    const [variable, field = ''] = part.left.segments;
    const { type, value } = part.right;
    if (variable !== '' || typeof value !== 'string') continue;
    if (part.operator === 'eq' && (type === 'string' || type === 'guid')) equal.set(field, value);
    const since = part.operator === 'ge' || part.operator === 'gt' ? Date.parse(value) : Number.NaN;
    if (field === 'lastModifiedOn' && !Number.isNaN(since)) changedSince = new Date(since).toISOString();
  }
  return { equal, changedSince };
};

/**
 * The items that can pass; `keys` names fields that identify an item, `plain` text fields that rows show as they are. The filter
 * itself still has to be applied.
 */
export const candidates = <T extends { readonly lastModifiedOn: string }>(
  list: readonly T[],
  keys: Readonly<Record<string, (item: T) => string | null>>,
  { equal, changedSince }: Narrow,
  plain: readonly (keyof T & string)[] = [],
): readonly T[] => {
  for (const [field, keyOf] of Object.entries(keys)) {
    const wanted = equal.get(field);
    if (wanted !== undefined) return itemsBy(list, keyOf, wanted);
  }
  const demanded = plain.flatMap((field) => {
    const wanted = equal.get(field);
    return wanted === undefined ? [] : [{ field, wanted }];
  });
  if (changedSince === null && demanded.length === 0) return list;
  return list.filter(
    (item) =>
      (changedSince === null || item.lastModifiedOn >= changedSince) &&
      demanded.every(({ field, wanted }) => item[field] === wanted),
  );
};
