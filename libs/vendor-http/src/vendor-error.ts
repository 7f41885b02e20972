import { BackhaulError } from '@backhaul/contracts';

/** Stable codes; see `classify.ts` for what each says about delivery. */
export type VendorErrorCode =
  | 'VENDOR_UNREACHABLE'
  | 'VENDOR_TIMEOUT'
  | 'VENDOR_RESET'
  | 'VENDOR_UNAUTHORIZED'
  | 'VENDOR_RATE_LIMITED'
  | 'VENDOR_SERVER_ERROR'
  | 'VENDOR_REFUSED'
  | 'VENDOR_NOT_UNDERSTOOD'
  | 'VENDOR_CIRCUIT_OPEN'
  | 'VENDOR_ABORTED'
  | 'VENDOR_REQUEST_INVALID';

/**
 * What is known about the call's effect on the other side. `no`: surely not applied, so it may be sent again;
 * `unknown`: it may have been applied, so look it up first; `answered`: the vendor decided and said so.
 */
export type Delivered = 'no' | 'unknown' | 'answered';

export interface VendorErrorFacts {
  vendor: string;
  delivered: Delivered;
  retryable: boolean;
  status?: number | undefined;
  /** Least time to wait before another attempt. */
  retryAfterMs?: number | undefined;
  /** The vendor's answer, with secrets and shopper data taken out, cut to a few kilobytes. */
  body?: unknown;
  details?: unknown;
}

/** A call to a vendor that brought no usable answer. Carries no request header, no query and no secret. */
export class VendorError extends BackhaulError {
  declare readonly code: VendorErrorCode;
  readonly vendor: string;
  readonly delivered: Delivered;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly body: unknown;

  constructor(code: VendorErrorCode, message: string, facts: VendorErrorFacts) {
    super(code, message, { retryable: facts.retryable, details: facts.details });
    this.vendor = facts.vendor;
    this.delivered = facts.delivered;
    this.status = facts.status;
    this.retryAfterMs = facts.retryAfterMs;
    this.body = facts.body;
  }
}

/**
 * The vendor answered 2xx with something that does not fit its contract. Not retryable: the same answer would come again,
 * so it is parked and a person looks. Whether the call was applied is unknown.
 */
export function notUnderstood(vendor: string, message: string, details?: unknown): VendorError {
  return new VendorError('VENDOR_NOT_UNDERSTOOD', message, { vendor, delivered: 'unknown', retryable: false, details });
}
