import { topicOf } from '@backhaul/contracts';
import { BusTransport } from '@backhaul/messaging';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { ServiceDefinition } from './definition.js';
import type { KitParts } from './kit-module.js';

/** Binds the service's `@EventPattern` methods to the topics it listens to. Undefined when it listens to nobody. */
export function connectConsumer<M extends object>(
  { name, consumes = [] }: ServiceDefinition<M>,
  app: NestExpressApplication,
  { bus, pool, log }: KitParts,
): BusTransport | undefined {
  if (consumes.length === 0) return undefined;
  const strategy = new BusTransport({ bus, pool, log, group: name, topics: consumes.map(topicOf) });
  // The filter, the pipe and the interceptor of the application are for consumers too.
  app.connectMicroservice({ strategy }, { inheritAppConfig: true });
  return strategy;
}
