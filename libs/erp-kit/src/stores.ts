import { notFound } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { ErpAdapter } from './adapter.js';
import type { StoreSettings } from './cut-over/settings.js';
import type { MappingTable } from './mappings/mapping-table.js';

/** The stores that this adapter serves. */
@Injectable()
export class Stores {
  constructor(private readonly adapter: ErpAdapter) {}

  /** @throws HttpProblem 404 for a merchant that is unknown or has another ERP */
  settingsOf(merchantId: string): StoreSettings {
    const settings = this.adapter.storeOf(merchantId);
    if (settings === undefined) throw notFound(`The merchant ${merchantId} has no store here.`);
    return settings;
  }

  /** @throws HttpProblem 404 */
  tableOf(merchantId: string, name: string): MappingTable {
    this.settingsOf(merchantId);
    const table = this.adapter.tables.find((one) => one.name === name);
    if (table !== undefined) return table;
    const names = this.adapter.tables.map((one) => one.name).join(', ');
    throw notFound(`There is no mapping table ${name}; there are ${names}.`);
  }
}
