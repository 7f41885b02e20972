import type { Delivered, VendorErrorCode } from './vendor-error.js';

/** What a failed exchange means: for the retry inside, for the effect runner, and for the breaker. */
export interface Verdict {
  code: VendorErrorCode;
  delivered: Delivered;
  /** The same call may succeed later without anyone changing anything. */
  retryable: boolean;
  /** Counts against the vendor's health, and so opens the breaker. */
  unhealthy: boolean;
}

const verdict = (code: VendorErrorCode, delivered: Delivered, retryable: boolean, unhealthy: boolean): Verdict => ({
  code,
  delivered,
  retryable,
  unhealthy,
});

/** Every way in which a call can fail, in one table. */
export const verdicts = {
  unreachable: verdict('VENDOR_UNREACHABLE', 'no', true, true),
  timeout: verdict('VENDOR_TIMEOUT', 'unknown', true, true),
  reset: verdict('VENDOR_RESET', 'unknown', true, true),
  // Surely not applied, but an effect must not take it for a business refusal: it works again once the key is renewed.
  unauthorized: verdict('VENDOR_UNAUTHORIZED', 'answered', true, false),
  rateLimited: verdict('VENDOR_RATE_LIMITED', 'no', true, false),
  // Also 500: vendors are known to answer it after they have committed.
  serverError: verdict('VENDOR_SERVER_ERROR', 'unknown', true, true),
  refused: verdict('VENDOR_REFUSED', 'answered', false, false),
  // A page for people instead of an answer: a proxy, a login form, an outage.
  page: verdict('VENDOR_NOT_UNDERSTOOD', 'unknown', true, true),
  notUnderstood: verdict('VENDOR_NOT_UNDERSTOOD', 'unknown', true, false),
  // The answer is there, too large to keep or pointing elsewhere; the same call would bring the same.
  unusable: verdict('VENDOR_NOT_UNDERSTOOD', 'unknown', false, false),
  circuitOpen: verdict('VENDOR_CIRCUIT_OPEN', 'no', true, false),
  abortedBefore: verdict('VENDOR_ABORTED', 'no', true, false),
  abortedDuring: verdict('VENDOR_ABORTED', 'unknown', true, false),
  invalidRequest: verdict('VENDOR_REQUEST_INVALID', 'no', false, false),
} as const satisfies Record<string, Verdict>;

/** Socket errors that come before a single byte of the request has left. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const timeouts = new Set(['ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** A failure without an answer, by the code of its cause. Anything not known to be harmless may have been delivered. */
export function verdictOfNetwork(causeCode: string | undefined): Verdict {
  if (causeCode === undefined) return verdicts.reset;
  if (beforeSending.has(causeCode)) return verdicts.unreachable;
  return timeouts.has(causeCode) ? verdicts.timeout : verdicts.reset;
}

/** An answer outside 2xx. `isPage`: the body is HTML. */
export function verdictOfStatus(status: number, isPage: boolean): Verdict {
  if (status === 401) return verdicts.unauthorized;
  if (status === 429) return verdicts.rateLimited;
  if (status === 408) return verdicts.timeout;
  if (status >= 500) return verdicts.serverError;
  if (status >= 300 && status < 400) return verdicts.unusable;
  // An application server's own 404 page says that the application is away, not that the document is.
  return isPage ? verdicts.page : verdicts.refused;
}
