import { newGuid } from '../ids.js';
import type { AimsState, Tenant } from '../state.js';
import type { Code, CodeListName, Warehouse } from './entities.js';

/** Changes a warehouse, or adds one. */
export const setWarehouse = (
  state: AimsState,
  tenant: Tenant,
  warehouseCode: string,
  changes: Partial<Pick<Warehouse, 'warehouseName' | 'warehouseType' | 'isActive'>>,
  now: Date,
): Warehouse => {
  const lastModifiedOn = now.toISOString();
  const existing = tenant.warehouses.find((each) => each.warehouseCode === warehouseCode);
  if (existing !== undefined) return Object.assign(existing, changes, { lastModifiedOn });
  const warehouse: Warehouse = {
    warehouseID: newGuid(state, 'warehouse'),
    warehouseCode,
    warehouseName: warehouseCode,
    state: 'CA',
    warehouseType: 'Regular',
    isActive: true,
    lastModifiedOn,
    ...changes,
  };
  tenant.warehouses.push(warehouse);
  return warehouse;
};

/** Changes a code of a list, or adds one. */
export const setCode = (
  state: AimsState,
  tenant: Tenant,
  list: CodeListName,
  code: string,
  changes: { name?: string; enabled?: boolean },
): Code => {
  const existing = tenant.codes[list].find((each) => each.code === code);
  if (existing !== undefined) return Object.assign(existing, changes);
  const added: Code = { id: newGuid(state, 'code'), code, name: code, enabled: true, ...changes };
  tenant.codes[list].push(added);
  return added;
};
