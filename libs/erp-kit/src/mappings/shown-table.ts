import { z } from 'zod';
import type { MappingValue } from '../mapping/state.js';
import type { Entry } from './entries.js';
import type { MappingTable } from './mapping-table.js';
import type { Unmapped } from './unmapped.js';

/** A table as it is described to people: the schemas are JSON Schema. */
export interface DescribedTable {
  readonly name: string;
  readonly description: string;
  readonly validIn: string;
  readonly keySchema: object;
  readonly valueSchema: object;
}

/** A table of a merchant. */
export interface ShownTable extends Omit<DescribedTable, 'keySchema' | 'valueSchema'> {
  readonly merchantId: string;
  /** What stands for every key without an entry; null: such a key has to be mapped. */
  readonly default: MappingValue | null;
  /** By key. */
  readonly entries: readonly Entry[];
  /** Seen in traffic and standing for nothing; those for which most returns wait come first. */
  readonly unmapped: readonly Unmapped[];
}

export function described({ name, description, validIn, key, value }: MappingTable): DescribedTable {
  return { name, description, validIn, keySchema: z.toJSONSchema(key), valueSchema: z.toJSONSchema(value) };
}

export function shownTable(
  table: MappingTable,
  merchantId: string,
  entries: readonly Entry[],
  missing: readonly Unmapped[],
): ShownTable {
  const { name, description, validIn } = table;
  const byDefault = table.defaultOf?.(merchantId) ?? null;
  // With a default nothing has to be mapped any more, whatever was seen before there was one.
  return {
    merchantId,
    name,
    description,
    validIn,
    default: byDefault,
    entries,
    unmapped: byDefault === null ? missing : [],
  };
}
