import { Intake } from '@backhaul/messaging';
import { CLOCK, Merchants, type ServiceDefinition } from '@backhaul/service-kit';
import type { Clock } from '@backhaul/contracts';
import { BellHandler } from './bell-handler.js';
import { merchantSchema, type MerchantSections } from './config.js';
import { FlagReturn } from './effects/flag-return.js';
import { ProcessReturn } from './effects/process-return.js';
import { WriteNote } from './effects/write-note.js';
import { LoopGatewayModule } from './loop-gateway.module.js';
import { LoopClients } from './loop/clients.js';
import type { LoopPort } from './loop/port.js';
import { sweepReturns } from './sweep/sweep-returns.js';

/** The service that speaks with Loop: what shoppers submit comes in, what the merchant decided goes out. */
export const loopGateway: ServiceDefinition<MerchantSections> = {
  name: 'loop-gateway',
  merchantSchema,
  consumes: ['aims360-adapter', 'rlm-adapter', 'ledger'],
  module: LoopGatewayModule,
  effects(app) {
    const clients = app.get(LoopClients);
    const merchants = app.get<Merchants<MerchantSections>>(Merchants);
    const clientOf = (merchantId: string): LoopPort => clients.of(merchantId);
    const graceMsOf = (merchantId: string): number =>
      (merchants.get(merchantId).loop?.processGraceSeconds ?? 120) * 1000;
    const clock = app.get<Clock>(CLOCK);
    return [new ProcessReturn({ clientOf, graceMsOf, clock }), new WriteNote(clientOf), new FlagReturn(clientOf)];
  },
  sweeps(app) {
    const merchants = app.get<Merchants<MerchantSections>>(Merchants).having('loop');
    return sweepReturns({
      merchants,
      clients: app.get(LoopClients),
      intake: app.get(Intake),
      clock: app.get<Clock>(CLOCK),
    });
  },
  intake: (app) => (item) => app.get(BellHandler).handle(item),
};
