import type { EffectCall, EffectHandler } from '@backhaul/effects';
import { inSpan } from '../tracing/tracing.js';

/** The same handler, with a span around everything that goes to the vendor, and `settled` told of each outcome. */
export function tracedEffect(handler: EffectHandler, settled: () => void): EffectHandler {
  const span = <T>(step: string, call: EffectCall, work: () => Promise<T>): Promise<T> => {
    const attributes = { 'backhaul.effect': call.key, 'backhaul.attempt': call.attempt };
    return inSpan(`${step} ${call.kind}`, { attributes }, work);
  };
  return {
    kind: handler.kind,
    ...(handler.lookUpDelayMs === undefined ? {} : { lookUpDelayMs: handler.lookUpDelayMs }),
    send: (call, signal) => span('send', call, () => handler.send(call, signal)),
    lookUp: (call, signal) => span('look up', call, () => handler.lookUp(call, signal)),
    settle: async (tx, call, outcome) => {
      await handler.settle(tx, call, outcome);
      settled();
    },
  };
}
