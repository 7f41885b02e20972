import { erpMigrations } from '@backhaul/erp-kit';
import { projectionMigrations } from '@backhaul/service-kit';
import { CreateExportJob1795400000200 } from './create-export-job-1795400000200.js';
import { CreateParcels1795400000110 } from './create-parcels-1795400000110.js';
import { CreateSchema1795400000100 } from './create-schema-1795400000100.js';

/** The adapter's own tables and those of the kit of all ERPs. What the API reads is made by the projections themselves. */
export const aims360Migrations = [
  CreateSchema1795400000100,
  CreateParcels1795400000110,
  CreateExportJob1795400000200,
  ...projectionMigrations,
  ...erpMigrations,
];
