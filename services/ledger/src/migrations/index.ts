import { projectionMigrations } from '@backhaul/service-kit';
import { CreateReadModel1795300000500 } from './create-read-model-1795300000500.js';
import { KeepTasksAsEvents1795300000510 } from './keep-tasks-as-events-1795300000510.js';

/** The ledger's own tables. Those that the API reads are made by the projections themselves. */
export const ledgerMigrations = [CreateReadModel1795300000500, ...projectionMigrations, KeepTasksAsEvents1795300000510];
