// What an adapter brings, and what it gets
export { ErpAdapter, type Admission, type Asked } from './adapter.js';
export { erpControllers, erpProviders, erpSweeps } from './wiring.js';
export { erpMigrations } from './migration.js';

// Mapping tables
export { Mappings } from './mappings/mappings.js';
export type { MappingTable, Resolved, Waiting } from './mappings/mapping-table.js';
export type { MappingValue } from './mapping/state.js';

// Cut-over
export { isBeforeGoLive, storeSettings, type StoreSettings } from './cut-over/settings.js';

// Shadow mode
export {
  compareDocuments,
  type Compared,
  type ComparedDocument,
  type Difference,
  type Period,
} from './shadow/compare.js';
