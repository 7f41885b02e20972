/** What every call to a vendor carries besides its content. */
export interface VendorCall {
  /** Deterministic key of the effect; the vendor's idempotency key. */
  readonly key: string;
  /** Sent along, so that a call can be found in the vendor's logs. */
  readonly correlationId: string;
  readonly signal?: AbortSignal;
}

interface CallHeaders {
  headers: Record<string, string>;
  signal?: AbortSignal;
}

/** For a call that changes nothing. */
export const reading = ({ correlationId, signal }: Omit<VendorCall, 'key'>): CallHeaders => ({
  headers: { 'X-Correlation-Id': correlationId },
  ...(signal === undefined ? {} : { signal }),
});

/** For a call that changes something: the same key again does it once. */
export const writing = (call: VendorCall): CallHeaders => {
  const { headers, ...rest } = reading(call);
  return { ...rest, headers: { ...headers, 'Idempotency-Key': call.key } };
};
