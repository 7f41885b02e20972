import { Module } from '@nestjs/common';
import { BellHandler } from './bells/bell-handler.js';
import { Consumers } from './consumers.js';
import { Exchanges } from './bells/exchanges.js';
import { ShopifyWebhooksController } from './http/shopify-webhooks.controller.js';
import { IntakeHandler } from './intake.js';
import { RereadHandler } from './bells/reread-handler.js';
import { RereadController } from './http/reread.controller.js';
import { ShopifyClients } from './shopify/clients.js';
import { ChangeBells } from './sweep/change-bells.js';

@Module({
  controllers: [Consumers, ShopifyWebhooksController, RereadController],
  providers: [BellHandler, ChangeBells, Exchanges, IntakeHandler, RereadHandler, ShopifyClients],
})
export class ShopifyGatewayModule {}
