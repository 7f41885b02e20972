import type { Clock } from '@backhaul/contracts';
import { CLOCK, Logger, Merchants, Transactions, type ServiceDefinition } from '@backhaul/service-kit';
import { Aims360AdapterModule } from './aims360-adapter.module.js';
import { Aims360Clients } from './aims360/clients.js';
import { merchantSchema, type MerchantSections } from './config.js';
import { postBatch, stageDebit } from './effects/debit-effects.js';
import { exchangeEffects } from './effects/exchange-effects.js';
import { rmaEffect } from './effects/rma-effect.js';
import { createRma, creditRma, editRma, receiveRma, voidRma } from './effects/rma-effects.js';
import { aims360Migrations } from './migrations/index.js';
import { pollAims360 } from './sweep/poll-aims360.js';

/** The service that speaks with AIMS360: RMAs, receipts, credits, and the AR debits that offset them. */
export const aims360Adapter: ServiceDefinition<MerchantSections> = {
  name: 'aims360-adapter',
  merchantSchema,
  migrations: aims360Migrations,
  consumes: ['loop-gateway', 'shopify-gateway'],
  module: Aims360AdapterModule,
  effects(app) {
    const clients = app.get(Aims360Clients);
    const clock = app.get<Clock>(CLOCK);
    return [
      rmaEffect(createRma, clients, clock),
      rmaEffect(editRma, clients, clock),
      rmaEffect(receiveRma, clients, clock),
      rmaEffect(voidRma, clients, clock),
      rmaEffect(creditRma, clients, clock),
      rmaEffect(stageDebit, clients, clock),
      rmaEffect(postBatch, clients, clock),
      ...exchangeEffects(clients, clock),
    ];
  },
  sweeps: (app) =>
    pollAims360({
      merchants: app.get<Merchants<MerchantSections>>(Merchants).having('aims360'),
      clients: app.get(Aims360Clients),
      transactions: app.get(Transactions),
      clock: app.get<Clock>(CLOCK),
      log: app.get(Logger),
    }),
};
