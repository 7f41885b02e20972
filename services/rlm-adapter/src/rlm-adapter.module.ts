import { ProjectionsModule } from '@backhaul/service-kit';
import { Module } from '@nestjs/common';
import { Clients } from './clients.js';
import { ConsumeParcels } from './consume-parcels.js';
import { Consumers } from './consumers.js';
import { HandWorkController } from './http/hand-work.controller.js';
import { ReceiptsController } from './http/receipts.controller.js';
import { ThreePlWebhooksController } from './http/three-pl-webhooks.controller.js';
import { jobItems, jobRuns } from './jobs/job-streams.js';
import { ReceiptsHandler } from './receipts-handler.js';
import { ReceiptPages } from './warehouse/receipt-pages.js';
import { receipts } from './warehouse/receipts.js';
import { WarehouseReceipts } from './warehouse/warehouse-receipts.js';

@Module({
  imports: [ProjectionsModule.of([jobRuns.projection, jobItems.projection, receipts.projection])],
  controllers: [Consumers, ConsumeParcels, HandWorkController, ReceiptsController, ThreePlWebhooksController],
  providers: [Clients, ReceiptsHandler, ReceiptPages, WarehouseReceipts],
})
export class RlmAdapterModule {}
