import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { STATUS_CODES } from 'node:http';
import { throwError, type Observable } from 'rxjs';
import type { Logger } from '../logging/logger.js';
import { traceIdOf } from '../tracing/traceparent.js';
import type { ProblemBody } from './problem.js';
import { COMMAND_RUNNING, visibleError } from './to-problem.js';

/** Turns every error of an HTTP route into problem details; a consumer's error goes on to the bus unchanged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): Observable<never> | undefined {
    // Whether a message is retried or parked is the consumer's decision, and it reads the error itself.
    if (host.getType() !== 'http') return throwError(() => error);
    this.#answer(error, host);
    return undefined;
  }

  #answer(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const { status, code, detail, ...more } = visibleError(error);
    if (status >= 500) this.log.error({ err: error, method: request.method, path: request.path }, 'request failed');
    if (response.headersSent) {
      response.end();
      return;
    }
    const traceId = traceIdOf(request.header('traceparent'));
    const body: ProblemBody = {
      type: `urn:backhaul:problem:${code.toLowerCase().replaceAll('_', '-')}`,
      title: STATUS_CODES[status] ?? 'Error',
      status,
      detail,
      instance: request.path,
      code,
      ...more,
      ...(traceId === undefined ? {} : { traceId }),
    };
    if (status === 401) response.setHeader('www-authenticate', 'Bearer');
    if (status === 503 || code === COMMAND_RUNNING) response.setHeader('retry-after', '1');
    response.status(status).type('application/problem+json').send(JSON.stringify(body));
  }
}
