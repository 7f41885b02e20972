import { BackhaulError } from '@backhaul/contracts';
import type { Answer, EffectCall, EffectHandler } from '@backhaul/effects';
import type { SendHandler } from '@backhaul/erp-kit';

/** How a call is looked for that somebody else makes. */
export interface Watch {
  /** What is there; null when nothing is yet. */
  look(call: EffectCall, signal: AbortSignal): Promise<Answer | null>;
  /** Nothing will come any more: the return is over. */
  isOver(call: EffectCall): Promise<boolean>;
  /** How long until it is looked again. */
  everyMs(merchantId: string): number;
}

/** How a call ends for which nothing ever came. No vendor's answer looks like it. */
export const NOTHING = { backhaul: 'nothing-came' };

/** Others do it, and have not yet: surely not sent by us, and looked for again. */
class NotSeen extends BackhaulError {
  readonly delivered = 'no';

  constructor(readonly retryAfterMs: number) {
    super('NOT_SEEN_YET', 'Others do this, and it does not show yet', { retryable: true });
  }
}

/** The same handler, which only looks for what it would do while `isOurs` is false. */
export function unlessOthers(
  handler: SendHandler,
  watch: Watch,
  isOurs: (call: EffectCall) => Promise<boolean>,
): SendHandler {
  return {
    ...handler,
    send: async (call, signal) => ((await isOurs(call)) ? handler.send(call, signal) : seen(watch, call, signal)),
    settle: settleUnlessNothing(handler),
  };
}

/** Looks for a call of the handler's kind that was left to others for good. */
export function onlyWatching(kind: string, handler: EffectHandler, watch: Watch): EffectHandler {
  return {
    kind,
    send: (call, signal) => seen(watch, call, signal),
    lookUp: () => Promise.resolve({ outcome: 'absent' }),
    settle: settleUnlessNothing(handler),
  };
}

async function seen(watch: Watch, call: EffectCall, signal: AbortSignal): Promise<Answer> {
  const found = await watch.look(call, signal);
  if (found !== null) return found;
  if (await watch.isOver(call)) return { outcome: 'confirmed', result: NOTHING };
  throw new NotSeen(watch.everyMs(call.merchantId));
}

const settleUnlessNothing =
  (handler: EffectHandler): EffectHandler['settle'] =>
  async (tx, call, settled) => {
    if (settled.status === 'confirmed' && isNothing(settled.result)) return;
    await handler.settle(tx, call, settled);
  };

const isNothing = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && Reflect.get(result, 'backhaul') === NOTHING.backhaul;
