import { ProjectionsModule } from '@backhaul/service-kit';
import { Module } from '@nestjs/common';
import { Clients } from './clients.js';
import { Consumers } from './consumers.js';
import { ThreePlWebhooksController } from './http/three-pl-webhooks.controller.js';
import { jobItems, jobRuns } from './jobs/job-streams.js';
import { ReceiptsHandler } from './receipts-handler.js';

@Module({
  imports: [ProjectionsModule.of([jobRuns.projection, jobItems.projection])],
  controllers: [Consumers, ThreePlWebhooksController],
  providers: [Clients, ReceiptsHandler],
})
export class RlmAdapterModule {}
