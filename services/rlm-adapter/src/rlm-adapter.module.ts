import { Module } from '@nestjs/common';
import { Clients } from './clients.js';
import { Consumers } from './consumers.js';
import { ThreePlWebhooksController } from './http/three-pl-webhooks.controller.js';
import { ReceiptsHandler } from './receipts-handler.js';

@Module({ controllers: [Consumers, ThreePlWebhooksController], providers: [Clients, ReceiptsHandler] })
export class RlmAdapterModule {}
