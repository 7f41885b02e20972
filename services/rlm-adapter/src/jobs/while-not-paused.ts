import { BackhaulError } from '@backhaul/contracts';
import type { EffectHandler } from '@backhaul/effects';
import type { Pool } from 'pg';
import { jobOfCall } from './job-of-call.js';
import { jobTable } from './job-table.js';

/** How soon a call that waits asks again; resuming its job makes it due at once. */
const ASK_AGAIN_MS = 60_000;

/** What a call that waits says of itself. */
export const PAUSED = 'Its job is paused until a person resumes it';

/** Surely not sent: the call stays planned and waits. */
class NotSent extends BackhaulError {
  readonly delivered = 'no';
  readonly retryAfterMs = ASK_AGAIN_MS;

  constructor() {
    super('JOB_PAUSED', PAUSED, { retryable: true });
  }
}

/** The same handlers, whose calls wait while their job is paused. What was sent before is still looked up and settled. */
export function whileNotPaused(pool: Pool, handlers: readonly EffectHandler[]): EffectHandler[] {
  return handlers.map((handler) => {
    const job = jobOfCall(handler.kind);
    if (job === null) return handler;
    return {
      kind: handler.kind,
      ...(handler.lookUpDelayMs === undefined ? {} : { lookUpDelayMs: handler.lookUpDelayMs }),
      async send(call, signal) {
        const { paused } = await jobTable.find(pool, { merchantId: call.merchantId, job }).catch(notAsked);
        if (paused !== null) throw new NotSent();
        return handler.send(call, signal);
      },
      lookUp: (call, signal) => handler.lookUp(call, signal),
      settle: (tx, call, settled) => handler.settle(tx, call, settled),
    };
  });
}

/** Without an answer nothing goes out; and what did not go out is not in doubt. */
function notAsked(cause: unknown): never {
  throw Object.assign(
    new BackhaulError('JOB_UNKNOWN', 'It could not be read whether the job is paused', { retryable: true, cause }),
    {
      delivered: 'no',
    },
  );
}
