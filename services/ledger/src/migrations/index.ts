import { CreateReadModel1795300000500 } from './create-read-model-1795300000500.js';

/** The ledger's own tables. */
export const ledgerMigrations = [CreateReadModel1795300000500];
