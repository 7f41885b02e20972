import { Router, type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { CallBudget } from '../../input/call-budget.js';
import type { World } from '../world.js';
import { actionRoutes } from './action-routes.js';
import { shippingNotices } from './asn-route.js';
import { authorize, callsPerMinuteOf, shopOf } from './authorize.js';
import { destinationRoutes } from './destination-routes.js';
import { inspectionRoutes } from './inspection-routes.js';
import { listReturns } from './list-route.js';
import { returnDetails } from './read-routes.js';
import { setVersion, VERSION_NAMES, versionOf } from './versions.js';
import { webhookRoutes } from './webhook-routes.js';

/** Loop's routes under every version, and Laravel's answers to everything else. */
export function mountLoop(app: Express, world: World): void {
  const budget = new CallBudget(world.kernel.clock);
  const api = Router();
  api.use((request, response, next) => {
    const key = request.get('x-authorization') ?? '';
    if (budget.take(key, callsPerMinuteOf(world, key)) === 0) return next();
    response.status(429).json({ message: 'Too Many Attempts.' });
  });
  const returns = authorize(world, 'returns');
  api.get('/warehouse/return/list', returns, (request, response) =>
    listReturns(world, shopOf(response), request, response),
  );
  api.get('/warehouse/return/details', returns, (request, response) =>
    returnDetails(world, shopOf(response), request, response),
  );
  api.get('/warehouse/reporting/asn', returns, (request, response) =>
    shippingNotices(world, shopOf(response), request, response),
  );
  api.use('/warehouse/return', actionRoutes(world));
  api.use('/dispositioning', inspectionRoutes(world));
  api.use('/destinations', destinationRoutes(world));
  api.use('/webhooks', webhookRoutes(world));

  for (const name of VERSION_NAMES) {
    const named: RequestHandler = (_, response, next) => {
      setVersion(response, versionOf(name, world.kernel.clock.now()));
      next();
    };
    app.use(`/api/${name}`, named, api);
  }
  app.use((request, response) => {
    response.status(404).json({ message: `The route ${request.path.slice(1)} could not be found.` });
  });
  app.use(serverError);
}

const serverError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error instanceof SyntaxError) response.status(400).json({ message: 'The request body is not valid JSON.' });
  else next(error);
};
