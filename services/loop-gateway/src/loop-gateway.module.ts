import { stopProviders } from '@backhaul/erp-kit';
import { Module } from '@nestjs/common';
import { BellHandler } from './bells/bell-handler.js';
import { Consumers } from './consumers.js';
import { LoopWebhooksController } from './http/loop-webhooks.controller.js';
import { ProcessingController } from './http/processing.controller.js';
import { RereadController } from './http/reread.controller.js';
import { ReturnsController } from './http/returns.controller.js';
import { LoopClients } from './loop/clients.js';

@Module({
  controllers: [Consumers, LoopWebhooksController, ReturnsController, RereadController, ProcessingController],
  providers: [BellHandler, LoopClients, ...stopProviders],
})
export class LoopGatewayModule {}
