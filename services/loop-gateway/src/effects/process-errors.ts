import { BackhaulError } from '@backhaul/contracts';

/** The return could not be read before the request, so the request did not go out: the call may be sent again. */
export class NotSent extends BackhaulError {
  readonly delivered = 'no';
  readonly retryAfterMs: number | undefined;

  constructor(cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super('PROCESS_NOT_SENT', `The return could not be read first: ${why}`, { retryable: true, cause });
    this.retryAfterMs = waitOf(cause);
  }
}

/** The request may still be queued on the other side; not to be looked at again before this time. */
export class MayBeUnderWay extends BackhaulError {
  constructor(readonly retryAfterMs: number) {
    super('PROCESS_MAY_BE_UNDER_WAY', 'The return is open and the request may still be queued', { retryable: true });
  }
}

/** The least time that the vendor asked for, if it did. */
function waitOf(cause: unknown): number | undefined {
  const wait: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'retryAfterMs') : undefined;
  return typeof wait === 'number' ? wait : undefined;
}
