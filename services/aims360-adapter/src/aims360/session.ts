import { createVendorClient, VendorError, type VendorClientOptions, type VendorResponse } from '@backhaul/vendor-http';
import type { Aims360Section } from '../config.js';
import { TokenSource } from './token.js';

/** What the service gives to every client. */
export type Observed = Pick<VendorClientOptions, 'log' | 'metrics' | 'clock'>;

/** An export of a grown account is larger than any list; beyond this it is cut off. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Reads and writes with the merchant's token, at the merchant's pace. */
export interface Session {
  get(
    path: string,
    query: Readonly<Record<string, string | number | undefined>>,
    signal?: AbortSignal,
  ): Promise<VendorResponse>;
  post(path: string, body: unknown, signal?: AbortSignal): Promise<VendorResponse>;
  /** With an etag it is refused (412) when the document has changed since it was read. */
  patch(path: string, body: unknown, signal?: AbortSignal, etag?: string): Promise<VendorResponse>;
}

export function openSession(section: Aims360Section, observed: Observed): Session {
  const timeoutMs = section.timeoutSeconds * 1000;
  const base = { vendor: 'AIMS360', baseUrl: section.baseUrl, timeoutMs, ...observed };
  const token = new TokenSource(createVendorClient(base), section);
  const http = createVendorClient({
    ...base,
    headers: async () => ({ authorization: `Bearer ${await token.current()}` }),
    onUnauthorized: () => token.renew(),
    callsPerMinute: section.callsPerMinute,
    concurrency: 4,
    maxBodyBytes: MAX_BODY_BYTES,
  });
  return {
    get: (path, query, signal) => allowed(token, () => http.get(path, { query, ...optional(signal) })),
    post: (path, body, signal) => allowed(token, () => http.post(path, body, optional(signal))),
    patch: (path, body, signal, etag) => {
      const headers = etag === undefined ? {} : { headers: { 'if-match': etag } };
      return allowed(token, () => http.patch(path, body, { ...optional(signal), ...headers }));
    },
  };
}

const optional = (signal: AbortSignal | undefined): { signal?: AbortSignal } =>
  signal === undefined ? {} : { signal };

/**
 * A 403 speaks of our account, never of the document: it must not pass for a refusal that ends a call. `AuthenticationFailed`
 * may be an expired token in other words, so it is tried once more with a new one (contracts/aims360.md §7).
 */
async function allowed<T>(token: TokenSource, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isForbidden(error)) throw error;
    if (errorOf(error)?.code !== 'AuthenticationFailed') throw unauthorized(error);
  }
  await token.renew();
  return call().catch((error: unknown) => {
    throw isForbidden(error) ? unauthorized(error) : error;
  });
}

const isForbidden = (error: unknown): error is VendorError => error instanceof VendorError && error.status === 403;

function unauthorized(error: VendorError): VendorError {
  const { message, vendor, status, body, details } = error;
  const facts = { vendor, status, body, details, delivered: 'answered', retryable: true } as const;
  return new VendorError('VENDOR_UNAUTHORIZED', message, facts);
}

/** The error body of the REST services (contracts/aims360.md §7). */
export function errorOf({ body }: VendorError): { code?: unknown; message?: unknown; requestId?: unknown } | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  const { error, ...rest } = body as { error: unknown; requestId?: unknown };
  return typeof error === 'object' && error !== null ? { ...error, ...rest } : undefined;
}
