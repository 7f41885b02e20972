import type { INestApplication } from '@nestjs/common';
import { BusTransport, type BusTransportOptions } from './bus-transport.js';
import { RethrowFilter } from './rethrow-filter.js';

/**
 * Puts the application's `@EventPattern` handlers on the bus; they run once `app.startAllMicroservices()` is called and drain
 * with `app.close()`.
 */
export function connectBus(app: INestApplication, options: BusTransportOptions): BusTransport {
  const strategy = new BusTransport(options);
  app.connectMicroservice({ strategy }, { inheritAppConfig: false }).useGlobalFilters(new RethrowFilter());
  return strategy;
}
