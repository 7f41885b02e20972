import type { Clock } from '@backhaul/contracts';
import { CLOCK, Logger, Merchants, sweptAt, Transactions, type ServiceDefinition } from '@backhaul/service-kit';
import { Pool } from 'pg';
import { merchantSchema, type MerchantSections } from './config.js';
import { SetLevel } from './effects/set-level.js';
import { IntakeHandler } from './intake.js';
import { shopChecks } from './wiring/checks.js';
import { ShopifyGatewayModule } from './shopify-gateway.module.js';
import { ShopifyClients } from './shopify/clients.js';
import { ChangeBells } from './sweep/change-bells.js';
import { ordersSweepOf, sweepOrders } from './sweep/sweep-orders.js';
import { sweepWebhooks } from './sweep/sweep-webhooks.js';

/** The service that speaks with Shopify: orders and refunds come in, stock levels go out. */
export const shopifyGateway: ServiceDefinition<MerchantSections> = {
  name: 'shopify-gateway',
  merchantSchema,
  consumes: ['loop-gateway', 'rlm-adapter'],
  module: ShopifyGatewayModule,
  effects(app) {
    const clients = app.get(ShopifyClients);
    return [
      new SetLevel({
        clientOf: (merchantId) => clients.of(merchantId),
        db: app.get(Pool),
        transactions: app.get(Transactions),
        clock: app.get<Clock>(CLOCK),
      }),
    ];
  },
  sweeps(app) {
    const merchants = app.get<Merchants<MerchantSections>>(Merchants).having('shopify');
    const clients = app.get(ShopifyClients);
    const clock = app.get<Clock>(CLOCK);
    return [
      ...sweepOrders({ merchants, clients, bells: app.get(ChangeBells), clock }),
      ...sweepWebhooks({ merchants, clients, log: app.get(Logger) }),
    ];
  },
  intake: (app) => (item) => app.get(IntakeHandler).handle(item),
  checks: (app) => (merchantId) => {
    const section = app.get<Merchants<MerchantSections>>(Merchants).get(merchantId).shopify;
    if (section === undefined) return [];
    return shopChecks({
      section,
      client: app.get(ShopifyClients).of(merchantId),
      lastSweep: () => sweptAt(app.get(Pool), ordersSweepOf(merchantId), merchantId),
      now: () => app.get<Clock>(CLOCK).now(),
    });
  },
};
