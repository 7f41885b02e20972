import type { RequestHandler, Response } from 'express';
import { rawBody } from './body.js';
import type { FaultRule, Faults } from './fault-rules.js';

const HTML = '<!DOCTYPE html><html><head><title>Service unavailable</title></head><body><h1>Oops</h1></body></html>';

/** Puts the armed faults between the network and the vendor's routes. */
export function injectFaults(faults: Faults, save: () => void): RequestHandler {
  return (request, response, next) => {
    const body = rawBody(request).toString('utf8');
    const fault = faults.take({ method: request.method, path: request.path, body });
    if (fault === undefined) return next();
    apply(fault, response, next, save);
  };
}

function apply(fault: FaultRule, response: Response, next: () => void, save: () => void): void {
  switch (fault.kind) {
    case 'status':
      response.status(fault.status).set(fault.headers ?? {});
      return void (fault.body === undefined ? response.end() : response.send(fault.body));
    case 'timeout':
      return;
    case 'reset':
      return void response.socket?.destroy();
    case 'html':
      return void response
        .status(fault.status ?? 503)
        .type('html')
        .send(HTML);
    case 'rate-limit':
      response.status(429).set('Retry-After', String(fault.retryAfterSeconds));
      return void response.send(fault.body ?? { errors: 'Too Many Attempts.' });
    case 'latency':
      return void setTimeout(next, fault.ms).unref();
    case 'after-commit':
      loseAnswer(fault.then, response, save);
      return next();
    default:
      return fault satisfies never;
  }
}

/** The request runs and its effects are kept; only what would have been answered is lost. */
function loseAnswer(then: 'timeout' | 'reset' | number, response: Response, save: () => void): void {
  const end = response.end.bind(response);
  response.end = (() => {
    save();
    if (then === 'timeout') return response;
    if (then === 'reset') return response.socket?.destroy() && response;
    response.statusCode = then;
    response.removeHeader('content-length');
    return end();
  }) as typeof response.end;
}
