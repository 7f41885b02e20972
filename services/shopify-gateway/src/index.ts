import type { Clock } from '@backhaul/contracts';
import { Intake } from '@backhaul/messaging';
import { CLOCK, Merchants, Transactions, type ServiceDefinition } from '@backhaul/service-kit';
import { Pool } from 'pg';
import { BellHandler } from './bells/bell-handler.js';
import { merchantSchema, type MerchantSections } from './config.js';
import { SetLevel } from './effects/set-level.js';
import { ShopifyGatewayModule } from './shopify-gateway.module.js';
import { ShopifyClients } from './shopify/clients.js';
import { sweepOrders } from './sweep/sweep-orders.js';

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
    const bells = app.get(BellHandler);
    return sweepOrders({
      merchants: app.get<Merchants<MerchantSections>>(Merchants).having('shopify'),
      clients: app.get(ShopifyClients),
      isKnown: (merchantId, orderId) => bells.isKnown(merchantId, orderId),
      intake: app.get(Intake),
      clock: app.get<Clock>(CLOCK),
    });
  },
  intake: (app) => (item) => app.get(BellHandler).handle(item),
};
