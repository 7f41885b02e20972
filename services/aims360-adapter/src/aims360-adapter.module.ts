import { ProjectionsModule } from '@backhaul/service-kit';
import { Module } from '@nestjs/common';
import { ErpAdapter, erpControllers, erpProviders } from '@backhaul/erp-kit';
import { Aims360Clients } from './aims360/clients.js';
import { Shortcomings } from './aims360-stores.js';
import { ConsumeAlarms } from './consume-alarms.js';
import { ConsumeExchanges } from './consume-exchanges.js';
import { Consumers } from './consumers.js';
import { Aims360Erp } from './erp/aims360-erp.js';
import { Arrivals } from './erp/arrivals.js';
import { CodesOfUnits } from './erp/codes-of-units.js';
import { MappedItems } from './erp/mapped-items.js';
import { MappingTables } from './erp/mapping-tables.js';
import { ShadowDocuments } from './erp/shadow-documents.js';
import { TypesOfOrders } from './erp/types-of-orders.js';
import { exchangeOrders } from './exchange-orders.js';
import { CreditPreviews } from './http/credit-previews.js';
import { CreditsController } from './http/credits.controller.js';
import { DebitsController } from './http/debits.controller.js';
import { ExchangeOrdersController } from './http/exchange-orders.controller.js';
import { PersonAsks } from './http/person-asks.js';
import { ReceiptsController } from './http/receipts.controller.js';
import { RmaCommandsController } from './http/rma-commands.controller.js';
import { RmasController } from './http/rmas.controller.js';
import { WarehouseWebhooksController } from './http/warehouse-webhooks.controller.js';
import { CreditPages } from './read-models/credit-pages.js';
import { DebitPages } from './read-models/debit-pages.js';
import { ExchangeOrderPages } from './read-models/exchange-order-pages.js';
import { RmaDetails } from './read-models/rma-details.js';
import { RmaPages } from './read-models/rma-pages.js';
import { ObservedViews } from './observed-views.js';
import { RememberedJobs } from './remembered-jobs.js';
import { rmas } from './rmas.js';
import { Dispositions } from './warehouse/dispositions.js';
import { ReceiptPages } from './warehouse/receipt-pages.js';
import { receipts } from './warehouse/receipts.js';
import { WarehouseReceipts } from './warehouse/warehouse-receipts.js';
import { WarehouseWebhooks } from './warehouse/warehouse-webhooks.js';

const api = [
  ...[RmasController, RmaCommandsController, CreditsController, DebitsController, ExchangeOrdersController],
  ...[ReceiptsController, WarehouseWebhooksController, ...erpControllers],
];
const readers = [RmaPages, RmaDetails, CreditPages, DebitPages, ExchangeOrderPages, ReceiptPages];
const erp = [
  ...[
    MappingTables,
    MappedItems,
    CodesOfUnits,
    TypesOfOrders,
    Arrivals,
    ShadowDocuments,
    Dispositions,
    WarehouseReceipts,
    WarehouseWebhooks,
  ],
  ...[...erpProviders, { provide: ErpAdapter, useClass: Aims360Erp }],
];

@Module({
  imports: [ProjectionsModule.of([rmas.projection, exchangeOrders.projection, receipts.projection])],
  controllers: [Consumers, ConsumeExchanges, ConsumeAlarms, ...api],
  providers: [
    Shortcomings,
    RememberedJobs,
    ObservedViews,
    Aims360Clients,
    PersonAsks,
    CreditPreviews,
    ...readers,
    ...erp,
  ],
})
export class Aims360AdapterModule {}
