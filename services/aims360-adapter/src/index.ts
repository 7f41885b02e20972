import type { Clock } from '@backhaul/contracts';
import { erpSweeps, guardedSends, Mappings, matchBlindReceipts, Stops } from '@backhaul/erp-kit';
import { CLOCK, Logger, Merchants, sweptAt, Transactions, type ServiceDefinition } from '@backhaul/service-kit';
import { Pool } from 'pg';
import { Aims360AdapterModule } from './aims360-adapter.module.js';
import { Shortcomings } from './aims360-stores.js';
import { Aims360Clients } from './aims360/clients.js';
import { merchantSchema, type MerchantSections } from './config.js';
import { postBatch, stageDebit } from './effects/debit-effects.js';
import { exchangeEffects } from './effects/exchange-effects.js';
import { rmaEffect } from './effects/rma-effect.js';
import { createRma, creditRma, editRma, receiveRma, voidRma } from './effects/rma-effects.js';
import { aims360Migrations } from './migrations/index.js';
import { aims360Checks } from './setup-checks.js';
import { pollAims360 } from './sweep/poll-aims360.js';
import type { WarehouseReceipt } from './warehouse/receipt.js';
import { WarehouseReceipts } from './warehouse/warehouse-receipts.js';
import { WarehouseWebhooks } from './warehouse/warehouse-webhooks.js';

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
    const parts = { clients, clock, stops: app.get(Stops), mappings: app.get(Mappings) };
    const orders = exchangeEffects(clients, clock);
    return guardedSends(app, {
      sends: [
        rmaEffect(createRma, parts),
        rmaEffect(editRma, parts),
        rmaEffect(receiveRma, parts),
        rmaEffect(voidRma, parts),
        rmaEffect(creditRma, parts),
        rmaEffect(stageDebit, parts),
        rmaEffect(postBatch, parts),
        ...orders.sends,
      ],
      harmless: orders.harmless,
    });
  },
  sweeps(app) {
    const transactions = app.get(Transactions);
    const merchants = app.get<Merchants<MerchantSections>>(Merchants).having('aims360');
    const receipts = app.get(WarehouseReceipts);
    return [
      ...erpSweeps(app),
      ...merchants.map(({ id, aims360 }) =>
        matchBlindReceipts<WarehouseReceipt>({
          ...{ merchantId: id, everySeconds: aims360.pollSeconds, transactions, schema: 'aims360' },
          match: (tx, receipt) => receipts.matchWhenKnown(tx, id, receipt),
        }),
      ),
      ...pollAims360({
        merchants,
        clients: app.get(Aims360Clients),
        transactions,
        stops: app.get(Stops),
        clock: app.get<Clock>(CLOCK),
        log: app.get(Logger),
      }),
    ];
  },
  intake: (app) => (item) => app.get(WarehouseWebhooks).handle(item),
  checks: (app) => (merchantId) => {
    const section = app.get<Merchants<MerchantSections>>(Merchants).get(merchantId).aims360;
    if (section === undefined) return [];
    const shortcomings = app.get(Shortcomings);
    return aims360Checks({
      section,
      client: app.get(Aims360Clients).of(merchantId),
      lost: async () => (await shortcomings.of(merchantId)).lost,
      regain: (operation) => shortcomings.regain(merchantId, operation),
      lastPoll: () => sweptAt(app.get(Pool), `aims360-rmas-${merchantId}`, merchantId),
      now: () => app.get<Clock>(CLOCK).now(),
    });
  },
};
