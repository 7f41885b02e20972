import { ProjectionsModule } from '@backhaul/service-kit';
import { Module } from '@nestjs/common';
import { Aims360Clients } from './aims360/clients.js';
import { ConsumeExchanges } from './consume-exchanges.js';
import { Consumers } from './consumers.js';
import { exchangeOrders } from './exchange-orders.js';
import { CreditPreviews } from './http/credit-previews.js';
import { CreditsController } from './http/credits.controller.js';
import { DebitsController } from './http/debits.controller.js';
import { ExchangeOrdersController } from './http/exchange-orders.controller.js';
import { PersonAsks } from './http/person-asks.js';
import { RmasController } from './http/rmas.controller.js';
import { CreditPages } from './read-models/credit-pages.js';
import { DebitPages } from './read-models/debit-pages.js';
import { ExchangeOrderPages } from './read-models/exchange-order-pages.js';
import { RmaDetails } from './read-models/rma-details.js';
import { RmaPages } from './read-models/rma-pages.js';
import { rmas } from './rmas.js';

const api = [RmasController, CreditsController, DebitsController, ExchangeOrdersController];
const readers = [RmaPages, RmaDetails, CreditPages, DebitPages, ExchangeOrderPages];

@Module({
  imports: [ProjectionsModule.of([rmas.projection, exchangeOrders.projection])],
  controllers: [Consumers, ConsumeExchanges, ...api],
  providers: [Aims360Clients, PersonAsks, CreditPreviews, ...readers],
})
export class Aims360AdapterModule {}
