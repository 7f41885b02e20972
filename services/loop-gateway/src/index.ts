import type { Clock } from '@backhaul/contracts';
import type { EffectHandler } from '@backhaul/effects';
import { stopMigrations, Stops, whileNotStopped } from '@backhaul/erp-kit';
import { Intake } from '@backhaul/messaging';
import { CLOCK, Logger, Merchants, Transactions, type ServiceDefinition } from '@backhaul/service-kit';
import { Pool } from 'pg';
import { BellHandler } from './bells/bell-handler.js';
import { merchantSchema, type LoopSection, type MerchantSections } from './config.js';
import { CheckProcessed } from './effects/check-processed.js';
import { CancelReturn } from './effects/cancel-return.js';
import { FlagReturn } from './effects/flag-return.js';
import { ProcessReturn } from './effects/process-return.js';
import { RereadReturns } from './effects/reread-returns.js';
import { RemoveUnits } from './effects/remove-units.js';
import { WriteNote } from './effects/write-note.js';
import { LoopGatewayModule } from './loop-gateway.module.js';
import { LoopClients } from './loop/clients.js';
import type { LoopPort } from './loop/port.js';
import { loopReturns } from './returns.js';
import { sweepReturns } from './sweep/sweep-returns.js';
import { loopChecks } from './webhooks/checks.js';
import { watchWebhooks } from './webhooks/watch-webhooks.js';

/** The service that speaks with Loop: what shoppers submit comes in, what the merchant decided goes out. */
export const loopGateway: ServiceDefinition<MerchantSections> = {
  name: 'loop-gateway',
  merchantSchema,
  migrations: stopMigrations,
  consumes: ['aims360-adapter', 'rlm-adapter', 'ledger'],
  module: LoopGatewayModule,
  effects(app) {
    const clients = app.get(LoopClients);
    const merchants = app.get<Merchants<MerchantSections>>(Merchants).having('loop');
    const sections = new Map<string, LoopSection>(merchants.map(({ id, loop }) => [id, loop]));
    const transactions = app.get(Transactions);
    const clock = app.get<Clock>(CLOCK);
    const [stops, pool] = [app.get(Stops), app.get(Pool)];
    // Whatever makes Loop process waits while another system is known to do it.
    const guarded = (handler: EffectHandler): EffectHandler =>
      whileNotStopped(handler, (merchantId) => stops.isStopped(pool, merchantId));
    const deadlineMsOf = (merchantId: string): number =>
      (sections.get(merchantId)?.processDeadlineSeconds ?? 3600) * 1000;
    const clientOf = (merchantId: string): LoopPort => clients.of(merchantId);
    return [
      guarded(
        new ProcessReturn({
          clientOf,
          clock,
          stateOf: (returnId) => transactions.run((tx) => loopReturns.load(tx, returnId)),
          // A merchant that is no longer configured has no client either: nothing is sent for it.
          graceMsOf: (merchantId) => (sections.get(merchantId)?.processGraceSeconds ?? 600) * 1000,
          deadlineMsOf,
          stops,
        }),
      ),
      guarded(new RemoveUnits({ clientOf, clock, deadlineMsOf, stops })),
      new CancelReturn({ clientOf, clock }),
      new CheckProcessed({ clientOf, clock }),
      new RereadReturns({ clientOf, intake: app.get(Intake), log: app.get(Logger) }),
      new WriteNote({ clientOf, clock }),
      new FlagReturn({ clientOf, clock }),
    ];
  },
  sweeps(app) {
    const merchants = app.get<Merchants<MerchantSections>>(Merchants).having('loop');
    const clients = app.get(LoopClients);
    return [
      ...sweepReturns({ merchants, clients, intake: app.get(Intake), clock: app.get<Clock>(CLOCK) }),
      ...watchWebhooks({ merchants, clients, log: app.get(Logger) }),
    ];
  },
  checks(app) {
    const merchants = app.get<Merchants<MerchantSections>>(Merchants);
    const [clients, pool, clock] = [app.get(LoopClients), app.get(Pool), app.get<Clock>(CLOCK)];
    return (merchantId) => {
      const section = merchants.find(merchantId)?.loop;
      if (section === undefined) return [];
      return loopChecks({ merchantId, section, client: clients.of(merchantId), pool, clock });
    };
  },
  intake: (app) => (item) => app.get(BellHandler).handle(item),
};
