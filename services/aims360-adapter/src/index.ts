import type { Clock } from '@backhaul/contracts';
import { CLOCK, Merchants, Transactions, type ServiceDefinition } from '@backhaul/service-kit';
import { Aims360AdapterModule } from './aims360-adapter.module.js';
import { Aims360Clients } from './aims360/clients.js';
import type { Aims360Port } from './aims360/port.js';
import { merchantSchema, type MerchantSections } from './config.js';
import { CreateRma } from './effects/create-rma.js';
import { CreditRma } from './effects/credit-rma.js';
import { PostBatch } from './effects/post-batch.js';
import { StageDebit } from './effects/stage-debit.js';
import { pollRmas } from './sweep/poll-rmas.js';

/** The service that speaks with AIMS360: RMAs, receipts, credits, and the AR debits that offset them. */
export const aims360Adapter: ServiceDefinition<MerchantSections> = {
  name: 'aims360-adapter',
  merchantSchema,
  consumes: ['loop-gateway', 'shopify-gateway'],
  module: Aims360AdapterModule,
  effects(app) {
    const clients = app.get(Aims360Clients);
    const clientOf = (merchantId: string): Aims360Port => clients.of(merchantId);
    const clock = app.get<Clock>(CLOCK);
    return [
      new CreateRma(clientOf, clock),
      new CreditRma(clientOf, clock),
      new StageDebit(clientOf, clock),
      new PostBatch(clientOf, clock),
    ];
  },
  sweeps(app) {
    const merchants = app.get<Merchants<MerchantSections>>(Merchants).having('aims360');
    const transactions = app.get(Transactions);
    return pollRmas({ merchants, clients: app.get(Aims360Clients), transactions, clock: app.get<Clock>(CLOCK) });
  },
};
