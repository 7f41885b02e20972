import { systemClock } from '@backhaul/contracts';
import { Attempts } from './attempts.js';
import type { CallOptions, VendorClient, VendorClientOptions, VendorRequest, VendorResponse } from './options.js';

/**
 * A client for one vendor of one merchant: pace, deadline, breaker, bounded answers, classified errors, no secret in any
 * of them. GETs are repeated, writes never: whether a write may be sent again is decided by who can look it up.
 * Everything it throws is a `VendorError`.
 */
export function createVendorClient(options: VendorClientOptions): VendorClient {
  const base = new URL(options.baseUrl);
  if (base.username !== '' || base.password !== '')
    throw new Error(`the base URL of ${options.vendor} holds a password`);
  const attempts = new Attempts({ ...options, base, clock: options.clock ?? systemClock });
  const request = (wanted: VendorRequest): Promise<VendorResponse> => attempts.run(wanted);
  const write =
    (method: string) =>
    (path: string, body?: unknown, o: CallOptions & { readOnly?: boolean } = {}): Promise<VendorResponse> =>
      request({ ...o, ...encoded(body), method, path });
  return {
    vendor: options.vendor,
    request,
    get: (path, o = {}) => request({ ...o, method: 'GET', path }),
    delete: (path, o = {}) => request({ ...o, method: 'DELETE', path }),
    post: write('POST'),
    put: write('PUT'),
    patch: write('PATCH'),
    form: (path, fields, o = {}) => {
      const contentType = 'application/x-www-form-urlencoded';
      return request({ ...o, method: 'POST', path, contentType, body: new URLSearchParams(fields).toString() });
    },
  };
}

function encoded(body: unknown): Pick<VendorRequest, 'body' | 'contentType'> {
  if (body === undefined) return {};
  if (typeof body === 'string' || body instanceof Uint8Array) return { body };
  return { body: JSON.stringify(body), contentType: 'application/json' };
}
