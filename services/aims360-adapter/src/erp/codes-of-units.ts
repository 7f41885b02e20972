import { Mappings, type MappingTable } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import { Injectable } from '@nestjs/common';
import type { Codes, UnitCodes, UnmappedValue } from '../aims360-rma/codes.js';
import { MappedItems } from './mapped-items.js';
import { MappingTables, NO_WORD } from './mapping-tables.js';

/** A return whose units need their codes. */
export interface UncodedReturn {
  readonly merchantId: string;
  readonly returnId: string;
  readonly units: readonly {
    readonly unitId: string;
    /** In the merchant's words; null when the shopper gave none. */
    readonly reason: string | null;
    readonly sku: string | null;
    readonly barcode: string | null;
  }[];
}

/** RMA reason and receiving warehouse of each unit, by the tables of the store. What has no entry is listed, and the return waits. */
@Injectable()
export class CodesOfUnits {
  constructor(
    private readonly mappings: Mappings,
    private readonly tables: MappingTables,
    private readonly items: MappedItems,
  ) {}

  async of(tx: Queryable, { merchantId, returnId, units }: UncodedReturn): Promise<Codes> {
    const unmapped = new Map<string, UnmappedValue>();
    const byUnit: Record<string, UnitCodes> = {};
    const lacks = (table: string, key: string): null => {
      unmapped.set(JSON.stringify([table, key]), { table, key });
      return null;
    };
    for (const { unitId, reason, sku, barcode } of units) {
      const word = reason ?? NO_WORD;
      const item = await this.items.find(tx, merchantId, { sku, barcode });
      byUnit[unitId] = {
        ...item,
        reason: (await this.#code(tx, this.tables.reason, merchantId, word)) ?? lacks('reason', word),
        warehouse: (await this.#warehouse(tx, merchantId, word)) ?? lacks('warehouse', NO_WORD),
      };
      const isHeldBack = item === null && this.tables.isRequired(merchantId, 'item');
      if (isHeldBack) lacks('item', barcode ?? sku ?? NO_WORD);
    }
    for (const { table: name, key } of unmapped.values()) {
      await this.mappings.noteUnmapped(tx, { name }, { merchantId, key, returnId });
    }
    return { byUnit, unmapped: [...unmapped.values()] };
  }

  /** That of the reason, where it has one of its own; else the one for everything. */
  async #warehouse(tx: Queryable, merchantId: string, reason: string): Promise<string | null> {
    const ofReason = await this.mappings.resolve(tx, this.tables.warehouse, merchantId, reason);
    if (ofReason.kind === 'mapped' && ofReason.by === 'entry') return ofReason.value;
    return this.#code(tx, this.tables.warehouse, merchantId, NO_WORD);
  }

  async #code(tx: Queryable, table: MappingTable<string>, merchantId: string, key: string): Promise<string | null> {
    const resolved = await this.mappings.resolve(tx, table, merchantId, key);
    return resolved.kind === 'mapped' ? resolved.value : null;
  }
}
