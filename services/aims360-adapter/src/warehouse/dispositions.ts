import { Mappings } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import { Injectable } from '@nestjs/common';
import type { Disposition } from '../aims360-rma/warehouse/receipt.js';
import { MappingTables } from '../erp/mapping-tables.js';

/** Words that mean the same everywhere (contracts/rlm-and-3pl.md §4.2). What is put aside for a decision has none. */
const usual: Readonly<Record<string, Disposition>> = {
  restock: 'restock',
  seconds: 'seconds',
  dispose: 'write-off',
  'write-off': 'write-off',
};

/** What a warehouse's words for the fate of goods mean. */
@Injectable()
export class Dispositions {
  constructor(
    private readonly mappings: Mappings,
    private readonly tables: MappingTables,
  ) {}

  /** By the store's table, else by what is usual; null: nothing says it. */
  async meaningOf(tx: Queryable, merchantId: string, word: string): Promise<Disposition | null> {
    const found = await this.mappings.resolve(tx, this.tables.disposition, merchantId, word);
    if (found.kind === 'mapped') return found.value;
    if (this.tables.isRequired(merchantId, 'disposition')) return null;
    return usual[word.trim().toLowerCase()] ?? null;
  }
}
