import { projectionMigrations } from '@backhaul/service-kit';
import { CreateSchema1795400000100 } from './create-schema-1795400000100.js';

/** The adapter's own tables. Those that the API reads are made by the projections themselves. */
export const aims360Migrations = [CreateSchema1795400000100, ...projectionMigrations];
