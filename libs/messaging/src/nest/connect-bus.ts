import type { INestApplication } from '@nestjs/common';
import type { NestMicroservice } from '@nestjs/microservices';
import { BusTransport, type BusTransportOptions } from './bus-transport.js';
import { RethrowFilter } from './rethrow-filter.js';

/**
 * Puts the application's `@EventPattern` handlers on the bus. They run once `app.startAllMicroservices()` is called (after
 * `app.init()`, so that the modules are ready) and drain with `app.close()`.
 */
export function connectBus(app: INestApplication, options: BusTransportOptions): BusTransport {
  const strategy = new BusTransport(options);
  const microservice = app.connectMicroservice(
    { strategy },
    { inheritAppConfig: false, deferInitialization: true },
  ) as NestMicroservice;
  // Nest binds the filters at the moment when it registers the handlers, and without deferring it does that in the call
  // above: the filter would come too late. These are the three steps that it would have made, after the filter.
  microservice.useGlobalFilters(new RethrowFilter());
  microservice.registerListeners();
  microservice.setIsInitialized(true);
  microservice.setIsInitHookCalled(true);
  return strategy;
}
