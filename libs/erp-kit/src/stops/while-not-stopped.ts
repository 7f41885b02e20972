import { BackhaulError } from '@backhaul/contracts';
import type { EffectHandler } from '@backhaul/effects';

/** How soon a call that waits asks again; a release makes it due at once. */
const ASK_AGAIN_MS = 60_000;

/** What a call that waits says of itself. */
export const STOPPED = 'The sends of this store are stopped: GET /stores/{merchant} says why';

/** Surely not sent: the call stays planned and waits. */
class SendsStopped extends BackhaulError {
  readonly delivered = 'no';
  readonly retryAfterMs = ASK_AGAIN_MS;

  constructor() {
    super('SENDS_STOPPED', STOPPED, { retryable: true });
  }
}

/** The same handler, whose calls wait while their store is stopped. What was sent before is still looked up and settled. */
export function whileNotStopped<H extends EffectHandler>(
  handler: H,
  isStopped: (merchantId: string) => Promise<boolean>,
): EffectHandler {
  return {
    kind: handler.kind,
    ...(handler.lookUpDelayMs === undefined ? {} : { lookUpDelayMs: handler.lookUpDelayMs }),
    async send(call, signal) {
      if (await isStopped(call.merchantId)) throw new SendsStopped();
      return handler.send(call, signal);
    },
    lookUp: (call, signal) => handler.lookUp(call, signal),
    settle: (tx, call, settled) => handler.settle(tx, call, settled),
  };
}
