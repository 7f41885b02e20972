import type { Request, RequestHandler } from 'express';
import type { SimClock } from './clock.js';
import { rawBody } from './body.js';

const KEPT_CALLS = 5_000;
const LONGEST_BODY = 16_384;

/** A request that a simulator has seen. `status` stays 0 when no answer ever left. */
export interface SimCall {
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  /** Query string without the question mark. */
  readonly query: string;
  status: number;
  /** Parsed when it is JSON, else text, cut at 16 kB. */
  readonly body?: unknown;
}

/** Keeps the last 5 000 requests in order of arrival. */
export class CallLog {
  readonly calls: SimCall[] = [];

  constructor(private readonly clock: SimClock) {}

  readonly middleware: RequestHandler = (request, response, next) => {
    const body = readable(request);
    const call: SimCall = {
      at: this.clock.now(),
      method: request.method,
      path: request.path,
      query: request.originalUrl.split('?')[1] ?? '',
      status: 0,
      ...(body === undefined ? {} : { body }),
    };
    this.calls.push(call);
    if (this.calls.length > KEPT_CALLS) this.calls.shift();
    response.once('finish', () => (call.status = response.statusCode));
    next();
  };
}

function readable(request: Request): unknown {
  const text = rawBody(request).toString('utf8');
  if (text === '') return undefined;
  if (text.length > LONGEST_BODY) return text.slice(0, LONGEST_BODY);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
