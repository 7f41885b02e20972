import { Mappings } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import { Injectable } from '@nestjs/common';
import { MappingTables } from './mapping-tables.js';

/** How an item is known: by SKU, by barcode, or both. */
export interface ItemCodes {
  readonly sku: string | null;
  readonly barcode: string | null;
}

const UPC = /^\d{8,14}$/;

/** Items of the shop under the codes that AIMS360 has for them, where the store's table names others. */
@Injectable()
export class MappedItems {
  constructor(
    private readonly mappings: Mappings,
    private readonly tables: MappingTables,
  ) {}

  /** The codes by the table; null without an entry. The barcode is asked first: it tells items apart where two share an SKU. */
  async find(tx: Queryable, merchantId: string, { sku, barcode }: ItemCodes): Promise<ItemCodes | null> {
    for (const key of [barcode, sku]) {
      if (key === null) continue;
      const found = await this.mappings.resolve(tx, this.tables.item, merchantId, key);
      if (found.kind === 'unmapped') continue;
      const { value } = found;
      return UPC.test(value) ? { sku, barcode: value } : { sku: value, barcode: null };
    }
    return null;
  }
}
