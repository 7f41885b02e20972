import type { Clock } from '@backhaul/contracts';
import { Intake } from '@backhaul/messaging';
import { CLOCK, Merchants, projectionMigrations, type ServiceDefinition } from '@backhaul/service-kit';
import { Clients } from './clients.js';
import { merchantSchema, type MerchantSections } from './config.js';
import { announce, createRa, transmitRa } from './effects/authorization-effects.js';
import { raEffect } from './effects/ra-effect.js';
import { markExported, postReceipt, readReceipts } from './effects/receipt-effects.js';
import { importRefund, readInventory } from './effects/refund-effects.js';
import { importReturnReceipts } from './jobs/import-return-receipts.js';
import { CreateJobs1795400000410 } from './migrations/create-jobs-1795400000410.js';
import { RaIndex1795400000400 } from './migrations/ra-index-1795400000400.js';
import { ReceiptsHandler } from './receipts-handler.js';
import { RlmAdapterModule } from './rlm-adapter.module.js';

/** The service that speaks with RLM and the warehouse: RAs, ASNs, receipts, refund imports, inventory exports. */
export const rlmAdapter: ServiceDefinition<MerchantSections> = {
  name: 'rlm-adapter',
  merchantSchema,
  migrations: [RaIndex1795400000400, CreateJobs1795400000410, ...projectionMigrations],
  consumes: ['loop-gateway', 'shopify-gateway'],
  module: RlmAdapterModule,
  effects(app) {
    const clients = app.get(Clients);
    const clock = app.get<Clock>(CLOCK);
    return [
      raEffect(createRa(clients), clock),
      raEffect(announce(clients), clock),
      raEffect(transmitRa(clients), clock),
      raEffect(postReceipt(clients), clock),
      raEffect(readReceipts(clients), clock),
      raEffect(markExported(clients), clock),
      raEffect(importRefund(clients), clock),
      raEffect(readInventory(clients), clock),
    ];
  },
  sweeps(app) {
    const merchants = app.get<Merchants<MerchantSections>>(Merchants).having('threepl');
    const clock = app.get<Clock>(CLOCK);
    return importReturnReceipts({ merchants, clients: app.get(Clients), intake: app.get(Intake), clock });
  },
  intake: (app) => (item) => app.get(ReceiptsHandler).handle(item),
};
