import type { Clock } from '@backhaul/contracts';
import type { Timer } from './timer.js';

/** What this library needs of a logger; a pino logger fits. */
export interface VendorLog {
  debug(fields: object, message?: string): void;
  warn(fields: object, message?: string): void;
}

/** Told of every attempt. */
export interface VendorMetrics {
  /** `outcome`: `ok` or the error's code. */
  observe(call: { vendor: string; method: string; outcome: string; seconds: number }): void;
}

export interface VendorClientOptions {
  /** Name in errors, logs and metrics: `loop`. */
  vendor: string;
  /** No credentials in it; may have a path, which every call's path is appended to. */
  baseUrl: string;
  /** Sent with every call; asked again before each attempt, so a renewed token is used at once. */
  headers?: () => Record<string, string> | Promise<Record<string, string>>;
  /** For one attempt, from the connection to the last byte of the body. Default 15 000. */
  timeoutMs?: number;
  /** Never exceeded in any 60 s. Calls wait. Default: no limit. */
  callsPerMinute?: number;
  /** Calls under way at once. Default 8. */
  concurrency?: number;
  /** Opens after so many failures in a row, and lets one call through after `resumeAfterMs`. Default 5 and 10 000. */
  breaker?: { failures?: number; resumeAfterMs?: number } | false;
  /** Attempts of a GET in all. Default 3; 1 switches the retry off. Writes are never repeated here. */
  retryReads?: { attempts?: number; firstDelayMs?: number; longestDelayMs?: number };
  /** An answer beyond it is cut off and fails. Default 5 MiB. */
  maxBodyBytes?: number;
  /** Origins that a GET may be redirected to (`https://files.example.com`). Default: none, a redirect is an error. */
  redirectOrigins?: readonly string[];
  log?: VendorLog;
  clock?: Clock;
  /** For tests that cannot wait. Default: the machine's. */
  timer?: Timer;
  /** Names of fields that never enter an error or a log, beside the usual ones (token, password, email, address …). */
  redact?: readonly string[];
  /** After a 401: renew what `headers` sends. Then the call is made once more. */
  onUnauthorized?: () => Promise<void>;
  metrics?: VendorMetrics;
}

export interface CallOptions {
  /** Added to the client's headers, and wins over them. */
  headers?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  /** Aborts the call, and the wait for its turn. */
  signal?: AbortSignal;
  timeoutMs?: number;
  /** Statuses outside 2xx that are returned instead of thrown: `[404]` for a look-up. */
  accept?: readonly number[];
}

export interface VendorRequest extends CallOptions {
  method: string;
  path: string;
  body?: string | Uint8Array;
  contentType?: string;
  /** The call changes nothing, so it may be repeated: a GET; a query sent by POST (GraphQL, SOAP). Default: GET and HEAD. */
  readOnly?: boolean;
}

/** An answer that was read to its end. */
export interface VendorResponse {
  readonly status: number;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as JSON, whatever its content type says. @throws VendorError VENDOR_NOT_UNDERSTOOD */
  json(): unknown;
}

export interface VendorClient {
  readonly vendor: string;
  get(path: string, options?: CallOptions): Promise<VendorResponse>;
  /** A body that is neither text nor bytes is sent as JSON. */
  post(path: string, body?: unknown, options?: CallOptions & { readOnly?: boolean }): Promise<VendorResponse>;
  put(path: string, body?: unknown, options?: CallOptions): Promise<VendorResponse>;
  patch(path: string, body?: unknown, options?: CallOptions): Promise<VendorResponse>;
  delete(path: string, options?: CallOptions): Promise<VendorResponse>;
  /** POST as application/x-www-form-urlencoded. */
  form(path: string, fields: Record<string, string>, options?: CallOptions): Promise<VendorResponse>;
  request(request: VendorRequest): Promise<VendorResponse>;
}
