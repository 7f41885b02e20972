import { BackhaulError } from '@backhaul/contracts';
import type { ReplayPreview } from '@backhaul/messaging';
import type { Mistake } from '../config/mistakes.js';

/** RFC 9457 body, as application/problem+json. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  /** Stable; what a caller branches on. */
  code: string;
  errors?: readonly Mistake[];
  /** Of a replay that was not confirmed: what it would do, and the count that it asks for. */
  preview?: ReplayPreview;
  traceId?: string;
}

/** An error that the caller of our API is meant to see, with its HTTP status. */
export class HttpProblem extends BackhaulError {
  readonly status: number;
  readonly errors: readonly Mistake[] | undefined;

  constructor(status: number, code: string, detail: string, errors?: readonly Mistake[]) {
    super(code, detail, { retryable: status === 429 || status === 503, details: errors });
    this.status = status;
    this.errors = errors;
  }
}

/** 400: the request does not fit; says which field and what was expected. */
export const badInput = (errors: readonly Mistake[], detail = 'The request does not fit.'): HttpProblem =>
  new HttpProblem(400, 'INVALID_INPUT', detail, errors);
/** 401: no token, an unknown token, or a webhook whose signature is wrong. */
export const unauthorized = (detail: string): HttpProblem => new HttpProblem(401, 'UNAUTHORIZED', detail);
/** 403: known, but without the power that the route asks for. */
export const forbidden = (detail: string): HttpProblem => new HttpProblem(403, 'FORBIDDEN', detail);
/** 404 */
export const notFound = (detail: string): HttpProblem => new HttpProblem(404, 'NOT_FOUND', detail);
/** 409: what was asked does not go together with the present state. */
export const conflict = (code: string, detail: string): HttpProblem => new HttpProblem(409, code, detail);
