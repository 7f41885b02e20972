import { ProjectionsModule } from '@backhaul/service-kit';
import { Module } from '@nestjs/common';
import { Aims360Clients } from './aims360/clients.js';
import { ConsumeExchanges } from './consume-exchanges.js';
import { Consumers } from './consumers.js';
import { exchangeOrders } from './exchange-orders.js';

@Module({
  imports: [ProjectionsModule.of([exchangeOrders.projection])],
  controllers: [Consumers, ConsumeExchanges],
  providers: [Aims360Clients],
})
export class Aims360AdapterModule {}
