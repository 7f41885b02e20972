import type { Request } from 'express';

/** The exact bytes of a request. */
export function rawBody(request: Request): Buffer {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/**
 * A request's body as JSON; `undefined` when there is none.
 * @throws SyntaxError when it is not JSON: each vendor has its own answer to that
 */
export function jsonBody(request: Request): unknown {
  const text = rawBody(request).toString('utf8');
  return text.trim() === '' ? undefined : (JSON.parse(text) as unknown);
}

/** A form-encoded body as fields; the last value of a repeated field wins. */
export function formBody(request: Request): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(rawBody(request).toString('utf8')));
}

/** True for a JSON object (not null, not an array). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
