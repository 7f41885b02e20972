import { Module } from '@nestjs/common';
import { BellHandler } from './bells/bell-handler.js';
import { Consumers } from './consumers.js';
import { ShopifyWebhooksController } from './http/shopify-webhooks.controller.js';
import { ShopifyClients } from './shopify/clients.js';

@Module({ controllers: [Consumers, ShopifyWebhooksController], providers: [BellHandler, ShopifyClients] })
export class ShopifyGatewayModule {}
