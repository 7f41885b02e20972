import type { Type, DynamicModule } from '@nestjs/common';
import { Logger, Module } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { ServiceName } from '@backhaul/contracts';
import { observeHttp } from '../health/http-observer.js';
import { useBodyParsers } from '../http/body-parsers.js';
import { ProblemFilter } from '../http/problem-filter.js';
import { TokenGuard } from '../http/token-guard.js';
import { validationPipe } from '../http/validation.js';
import { nestLogger } from '../logging/nest-logger.js';
import { useOpenApi } from '../openapi/openapi.js';
import { ConsumeInterceptor } from './consume-interceptor.js';
import { KitModule, type KitParts } from './kit-module.js';

@Module({})
class ServiceModule {}

/** The Nest application of a service, with everything that the kit binds to every route and consumer. */
export async function createApp(
  name: ServiceName,
  module: Type<unknown> | DynamicModule,
  parts: KitParts,
): Promise<NestExpressApplication> {
  const logger = nestLogger(parts.log);
  // Nest takes it over only after the modules below are described, and what it says of them would reach stdout.
  Logger.overrideLogger(logger);
  const app = await NestFactory.create<NestExpressApplication>(
    { module: ServiceModule, imports: [KitModule.forService(parts), module] },
    // An error while the modules are built must reach our caller instead of ending the process.
    { logger, abortOnError: false, bodyParser: false, return503OnClosing: true },
  );
  // The service itself speaks plain HTTP behind a proxy or on a laptop: a browser must not be sent to https for /docs.
  app.useSecurityHeaders({ contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } } });
  app.use(observeHttp(parts.metrics));
  useBodyParsers(app);
  app.useGlobalFilters(new ProblemFilter(parts.log));
  app.useGlobalPipes(validationPipe());
  app.useGlobalGuards(new TokenGuard(app.get(Reflector), parts.config.tokens));
  app.useGlobalInterceptors(new ConsumeInterceptor());
  useOpenApi(app, name);
  return app;
}

const DRAIN_WITHIN_MS = 5_000;

/** Lets running requests and messages end; connections that still wait after 5 s are cut. */
export async function closeApp(app: NestExpressApplication): Promise<void> {
  const server = app.getHttpServer();
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_WITHIN_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}
