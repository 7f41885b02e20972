import { BackhaulError } from '@backhaul/contracts';
import { ReplayNotConfirmed, type ReplayPreview } from '@backhaul/messaging';
import { HttpException } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import type { Mistake } from '../config/mistakes.js';
import { HttpProblem } from './problem.js';

/** Code of the answer to a repeated command that came while the first request was still running: a retry helps. */
export const COMMAND_RUNNING = 'COMMAND_RUNNING';

/** What the caller may know of an error. */
export interface VisibleError {
  status: number;
  code: string;
  detail: string;
  errors?: readonly Mistake[];
  /** What a replay would do, and the count that it asks for. */
  preview?: ReplayPreview;
}

/** Errors of our libraries that mean something to a caller. Everything else is 500, or 503 when a retry may help. */
const statusOfCode: Readonly<Record<string, number>> = {
  MERCHANT_UNKNOWN: 404,
  VERSION_CONFLICT: 409,
  DUPLICATE_EVENT: 409,
  PARKED_UNKNOWN: 404,
  PARKED_CLOSED: 409,
  PARKED_NOT_FIRST: 409,
  REPLAY_NOT_CONFIRMED: 409,
  INTAKE_NOT_PARKED: 409,
  EFFECT_NOT_OPEN: 409,
  REASON_MISSING: 400,
  EFFECT_INTERVENTION_UNEXPLAINED: 400,
};

/** Never a stack, never the text of an error that was not written for the caller. */
export function visibleError(error: unknown): VisibleError {
  if (error instanceof HttpProblem) {
    const { status, code, message: detail, errors } = error;
    return errors === undefined ? { status, code, detail } : { status, code, detail, errors };
  }
  if (error instanceof HttpException) return ofNest(error);
  if (!(error instanceof BackhaulError)) return internal;
  const status = statusOfCode[error.code] ?? (error.retryable ? 503 : 500);
  if (status >= 500) return { status, code: error.code, detail: 'The service could not do it. The log says why.' };
  const visible = { status, code: error.code, detail: error.message };
  return error instanceof ReplayNotConfirmed ? { ...visible, preview: error.preview } : visible;
}

const internal: VisibleError = { status: 500, code: 'INTERNAL', detail: 'The service failed. The log says why.' };

function ofNest(error: HttpException): VisibleError {
  const status = error.getStatus();
  if (status >= 500) return { ...internal, status };
  const code = (STATUS_CODES[status] ?? 'ERROR').toUpperCase().replaceAll(/[^A-Z]+/g, '_');
  return { status, code, detail: error.message };
}
