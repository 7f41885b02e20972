import { BackhaulError } from '@backhaul/contracts';
import type { EffectHandler } from '@backhaul/effects';

/** How soon a call that waits asks again; a release makes it due at once. */
const ASK_AGAIN_MS = 60_000;

/** What a call that waits says of itself. */
export const STOPPED =
  'The sends of this store are stopped until a person releases them: the task on the worklist says why';

/** Surely not sent: the call stays planned and waits. */
class NotSent extends BackhaulError {
  readonly delivered = 'no';

  constructor(
    code: string,
    message: string,
    readonly retryAfterMs: number,
    cause?: unknown,
  ) {
    super(code, message, { retryable: true, cause });
  }
}

/** The same handler, whose calls wait while their store is stopped. What was sent before is still looked up and settled. */
export function whileNotStopped(
  handler: EffectHandler,
  isStopped: (merchantId: string) => Promise<boolean>,
): EffectHandler {
  return {
    kind: handler.kind,
    ...(handler.lookUpDelayMs === undefined ? {} : { lookUpDelayMs: handler.lookUpDelayMs }),
    async send(call, signal) {
      const stopped = await isStopped(call.merchantId).catch(notAsked);
      if (stopped) throw new NotSent('SENDS_STOPPED', STOPPED, ASK_AGAIN_MS);
      return handler.send(call, signal);
    },
    lookUp: (call, signal) => handler.lookUp(call, signal),
    settle: (tx, call, settled) => handler.settle(tx, call, settled),
  };
}

/** Without an answer nothing goes out; and what did not go out is not in doubt. */
function notAsked(cause: unknown): never {
  throw new NotSent('STORE_UNKNOWN', 'It could not be read whether the sends of this store are stopped', 0, cause);
}
