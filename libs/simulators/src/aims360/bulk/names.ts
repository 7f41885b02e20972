import type { CodeListName } from '../masters/entities.js';
import type { Tenant } from '../state.js';

/** What the screens show instead of a guid. */
export const codeOf = (tenant: Tenant, list: CodeListName, id: string | null): string | null =>
  id === null ? null : (tenant.codes[list].find((each) => each.id === id)?.code ?? null);

export const warehouseCode = (tenant: Tenant, id: string | null): string | null =>
  id === null ? null : (tenant.warehouses.find((each) => each.warehouseID === id)?.warehouseCode ?? null);

export const yesNo = (flag: boolean): 'Yes' | 'No' => (flag ? 'Yes' : 'No');
