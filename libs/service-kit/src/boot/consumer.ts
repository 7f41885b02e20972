import { topicOf } from '@backhaul/contracts';
import { BusTransport, type Observed } from '@backhaul/messaging';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Operations } from '../admin/operations.js';
import type { ServiceDefinition } from './definition.js';
import type { KitParts } from './kit-module.js';

/** Binds the service's `@EventPattern` methods to the topics it listens to. Undefined when it listens to nobody. */
export function connectConsumer<M extends object>(
  { name, consumes = [] }: ServiceDefinition<M>,
  app: NestExpressApplication,
  { bus, pool, log, metrics, nudge, config }: KitParts,
): BusTransport | undefined {
  if (consumes.length === 0) return undefined;
  const observe = ({ type = 'unknown', outcome, durationMs }: Observed): void => {
    metrics.consumed.observe({ type, outcome }, durationMs / 1000);
    if (outcome === 'handled') nudge.all();
  };
  // Half of the pool, so that webhooks, effects and the API are never starved by a backlog of events.
  const concurrency = Math.max(1, Math.floor(config.service.postgres.poolSize / 2));
  const strategy = new BusTransport({
    bus,
    pool,
    log,
    observe,
    concurrency,
    group: name,
    topics: consumes.map(topicOf),
  });
  // The application's filter hands a consumer's error on unchanged, and its interceptor opens the span.
  app.connectMicroservice({ strategy }, { inheritAppConfig: true });
  app.get(Operations).parked = strategy.consumer.parked;
  return strategy;
}
