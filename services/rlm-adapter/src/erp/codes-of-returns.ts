import { Mappings, type MappingTable } from '@backhaul/erp-kit';
import type { Queryable } from '@backhaul/event-store';
import { Injectable } from '@nestjs/common';
import type { RaCodes, UnitCodes, UnmappedValue } from '../rlm-return-authorization/codes.js';
import type { Unit } from '../rlm-return-authorization/ra-lines.js';
import { MappingTables, NO_WORD } from './mapping-tables.js';

const UPC = /^\d{8,14}$/;

/** Reason codes, items and warehouse of a return, by the tables of the store. What has to be mapped and is not is listed. */
@Injectable()
export class CodesOfReturns {
  constructor(
    private readonly mappings: Mappings,
    private readonly tables: MappingTables,
  ) {}

  async of(
    tx: Queryable,
    { merchantId, returnId, units }: { merchantId: string; returnId: string; units: readonly Unit[] },
  ): Promise<RaCodes> {
    const unmapped = new Map<string, UnmappedValue>();
    const byUnit: Record<string, UnitCodes> = {};
    const lacks = (table: 'reason' | 'warehouse' | 'item', key: string): void => {
      if (this.tables.isRequired(merchantId, table)) unmapped.set(JSON.stringify([table, key]), { table, key });
    };
    for (const { unitId, reason, sku, barcode } of units) {
      const reasonCode = await this.#value(tx, this.tables.reason, merchantId, reason ?? NO_WORD);
      const item = await this.#item(tx, merchantId, { sku, barcode });
      if (reasonCode === null) lacks('reason', reason ?? NO_WORD);
      if (item === null) lacks('item', barcode ?? sku ?? NO_WORD);
      byUnit[unitId] = { reasonCode, ...(item === null ? {} : { item }) };
    }
    const warehouse = await this.#warehouse(tx, merchantId, units);
    if (warehouse === null) lacks('warehouse', NO_WORD);
    for (const { table: name, key } of unmapped.values())
      await this.mappings.noteUnmapped(tx, { name }, { merchantId, key, returnId });
    return { byUnit, warehouse: warehouse === null ? null : Number(warehouse), unmapped: [...unmapped.values()] };
  }

  /** An RA goes to one warehouse: that of the first reason that has one of its own, else the one for everything. */
  async #warehouse(tx: Queryable, merchantId: string, units: readonly Unit[]): Promise<string | null> {
    for (const { reason } of units) {
      const found = await this.mappings.resolve(tx, this.tables.warehouse, merchantId, reason ?? NO_WORD);
      if (found.kind === 'mapped' && found.by === 'entry') return found.value;
    }
    return this.#value(tx, this.tables.warehouse, merchantId, NO_WORD);
  }

  /** The barcode is asked first: it tells items apart where two share an SKU. */
  async #item(
    tx: Queryable,
    merchantId: string,
    { sku, barcode }: Pick<Unit, 'sku' | 'barcode'>,
  ): Promise<Required<UnitCodes>['item'] | null> {
    for (const key of [barcode, sku]) {
      const value = key === null ? null : await this.#value(tx, this.tables.item, merchantId, key);
      if (value !== null) return UPC.test(value) ? { sku, barcode: value } : { sku: value, barcode: null };
    }
    return null;
  }

  async #value(tx: Queryable, table: MappingTable<string>, merchantId: string, key: string): Promise<string | null> {
    const found = await this.mappings.resolve(tx, table, merchantId, key);
    return found.kind === 'mapped' ? found.value : null;
  }
}
