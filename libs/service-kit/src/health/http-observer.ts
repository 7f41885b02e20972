import type { NextFunction, Request, Response } from 'express';
import type { Metrics } from './metrics.js';

/** Measures every request under its route's pattern, never its path: ids would make a series each. */
export function observeHttp(metrics: Metrics) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const done = metrics.httpRequests.startTimer();
    response.once('finish', () => {
      const route = (request.route as { path?: unknown } | undefined)?.path;
      done({
        method: request.method,
        route: typeof route === 'string' ? route : 'unmatched',
        status: String(response.statusCode),
      });
    });
    next();
  };
}
