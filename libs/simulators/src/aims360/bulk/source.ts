import type { Tenant } from '../state.js';

/** One row of a view: every column that the source has, by its UI-style name. Empty = null. */
export type Cells = Readonly<Record<string, string | number | boolean | null>>;

/** Where views take their rows from (contracts/aims360.md §1.4). */
export interface Source {
  /** All columns, in the order of the system views. */
  readonly columns: readonly string[];
  /** Columns of its parts: a view that shows one of them has a row per part instead of one per document. */
  readonly partColumns: readonly string[];
  readonly rows: (tenant: Tenant, perPart: boolean) => Cells[];
  /** System view → the rows that it shows. */
  readonly views: Readonly<Record<string, (cells: Cells) => boolean>>;
}

export const everyRow = (): boolean => true;
export const where =
  (column: string, ...values: readonly unknown[]) =>
  (cells: Cells): boolean =>
    values.includes(cells[column]);
