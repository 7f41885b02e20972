import { ErpAdapter, erpControllers, erpProviders } from '@backhaul/erp-kit';
import { ProjectionsModule } from '@backhaul/service-kit';
import { Module } from '@nestjs/common';
import { Clients } from './clients.js';
import { ConsumeExchanges } from './consume-exchanges.js';
import { ConsumeParcels } from './consume-parcels.js';
import { Consumers } from './consumers.js';
import { CodesOfReturns } from './erp/codes-of-returns.js';
import { MappingTables } from './erp/mapping-tables.js';
import { RlmErp } from './erp/rlm-erp.js';
import { ShadowDocuments } from './erp/shadow-documents.js';
import { ExportChanges } from './inventory/export-changes.js';
import { RefundsController } from './http/refunds.controller.js';
import { exchangeOrders } from './exchange-orders.js';
import { ExchangeOrdersController } from './http/exchange-orders.controller.js';
import { HandWorkController } from './http/hand-work.controller.js';
import { JobRunsController } from './http/jobs/job-runs.controller.js';
import { JobsController } from './http/jobs/jobs.controller.js';
import { RaTasksController } from './http/ra-tasks.controller.js';
import { ReceiptsController } from './http/receipts.controller.js';
import { ThreePlWebhooksController } from './http/three-pl-webhooks.controller.js';
import { WarehouseController } from './http/warehouse.controller.js';
import { CallsAgain } from './jobs/calls-again.js';
import { JobPages } from './jobs/job-pages.js';
import { JobRunner } from './jobs/job-runner.js';
import { JobScans } from './jobs/job-scans.js';
import { jobItems, jobRuns } from './jobs/job-streams.js';
import { ObservedJobs } from './jobs/observed-jobs.js';
import { LookForExchangeOrders } from './look-for-exchange-orders.js';
import { ExchangeOrderPages } from './read-models/exchange-order-pages.js';
import { ReceiptsHandler } from './receipts-handler.js';
import { WarehouseNotices } from './warehouse-notices.js';
import { ReceiptPages } from './warehouse/receipt-pages.js';
import { receipts } from './warehouse/receipts.js';
import { WarehouseReceipts } from './warehouse/warehouse-receipts.js';

const erp = [
  ...[MappingTables, CodesOfReturns, ShadowDocuments],
  ...[...erpProviders, { provide: ErpAdapter, useClass: RlmErp }],
];

@Module({
  imports: [
    ProjectionsModule.of([
      ...[jobRuns.projection, jobItems.projection],
      ...[receipts.projection, exchangeOrders.projection],
    ]),
  ],
  controllers: [
    ...[Consumers, ConsumeExchanges, ConsumeParcels, ThreePlWebhooksController, WarehouseController],
    ...[HandWorkController, RaTasksController, ReceiptsController, ExchangeOrdersController],
    ...[RefundsController, JobsController, JobRunsController],
    ...erpControllers,
  ],
  providers: [
    ...[
      Clients,
      ReceiptsHandler,
      ReceiptPages,
      WarehouseReceipts,
      WarehouseNotices,
      ExchangeOrderPages,
      LookForExchangeOrders,
    ],
    ExportChanges,
    ...[CallsAgain, JobScans, JobRunner, JobPages, ObservedJobs],
    ...erp,
  ],
})
export class RlmAdapterModule {}
