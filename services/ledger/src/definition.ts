import type { ServiceDefinition } from '@backhaul/service-kit';
import { z } from 'zod';
import { LedgerModule } from './ledger.module.js';
import { ledgerMigrations } from './migrations/index.js';

/** The service as the launcher and `main.ts` start it. It reads nothing of a merchant but that there is one. */
export const ledger: ServiceDefinition = {
  name: 'ledger',
  merchantSchema: z.object({}),
  migrations: ledgerMigrations,
  consumes: ['loop-gateway', 'shopify-gateway', 'aims360-adapter', 'rlm-adapter'],
  module: LedgerModule,
};
