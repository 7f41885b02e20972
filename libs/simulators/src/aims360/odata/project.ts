import { matches } from './evaluate.js';
import type { Options } from './options.js';
import type { EntityShape, Row } from './shape.js';

const compareValues = (left: unknown, right: unknown): number => {
  if (left === right) return 0;
  if (left === null || left === undefined) return -1;
  if (right === null || right === undefined) return 1;
  return left < right ? -1 : 1;
};

/** Rows that pass the filter, in the order asked for; ties and no order at all follow the key, so that pages are stable. */
export const chosenRows = (rows: readonly Row[], shape: EntityShape, options: Options): Row[] => {
  const { filter } = options;
  const order = [...options.orderBy, { field: shape.key, descending: false }];
  return rows
    .filter((row) => filter === undefined || matches(filter, row))
    .sort((a, b) => {
      for (const { field, descending } of order) {
        const difference = compareValues(a[field], b[field]);
        if (difference !== 0) return descending ? -difference : difference;
      }
      return 0;
    });
};

const childRows = (row: Row, child: string): Row[] => {
  const rows = row[child];
  return Array.isArray(rows) ? (rows as Row[]) : [];
};

/** The columns of one row. Children stay hidden unless expanded (contracts/aims360.md §1.3). */
export const project = (row: Row, shape: EntityShape, options: Options): Row => {
  const fields = options.select ?? Object.keys(shape.fields);
  const annotations = Object.keys(row).filter((name) => name.startsWith('@'));
  const out: Row = {};
  for (const name of [...annotations, ...fields]) out[name] = row[name] ?? null;
  for (const { child, shape: childShape, options: nested } of options.expand) {
    const chosen =
      nested.filter === undefined && nested.orderBy.length === 0
        ? childRows(row, child)
        : chosenRows(childRows(row, child), childShape, nested);
    const end = nested.top === undefined ? undefined : nested.skip + nested.top;
    out[child] = chosen.slice(nested.skip, end).map((each) => project(each, childShape, nested));
  }
  return out;
};
