import type { EffectCall, EffectHandler } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';

/** A handler of calls that change the ERP. */
export interface SendHandler extends EffectHandler {
  /**
   * The call was not sent, as the store is in shadow mode: neither confirmed nor refused. Runs in the transaction that ends
   * the call; the aggregate notes that others do this, and goes on observing. A later admission has to plan the call under
   * another key.
   */
  shadowed(tx: Queryable, call: EffectCall): Promise<void>;
}

/** How the runner keeps a call that was not sent. No vendor's answer looks like it. */
const NOT_SENT = { backhaul: 'would-have-sent' };

/**
 * The same handler, whose calls are kept as what we would have sent while their store is in shadow mode. What was sent
 * before is still looked up and settled.
 */
export function inShadow(
  handler: SendHandler,
  sender: EffectHandler,
  isShadow: (merchantId: string) => boolean,
  keep: (tx: Queryable, call: EffectCall) => Promise<void>,
): EffectHandler {
  return {
    ...sender,
    async send(call, signal) {
      return isShadow(call.merchantId) ? { outcome: 'confirmed', result: NOT_SENT } : sender.send(call, signal);
    },
    async settle(tx, call, settled) {
      if (settled.status !== 'confirmed' || !isNotSent(settled.result)) return sender.settle(tx, call, settled);
      await keep(tx, call);
      return handler.shadowed(tx, call);
    },
  };
}

const isNotSent = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && Reflect.get(result, 'backhaul') === NOT_SENT.backhaul;
