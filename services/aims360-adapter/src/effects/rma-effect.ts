import type { Clock } from '@backhaul/contracts';
import type { EffectCall, Settled } from '@backhaul/effects';
import type { Mappings, SendHandler, Stops } from '@backhaul/erp-kit';
import { causeOfCall } from '@backhaul/service-kit';
import type { RmaCommand, RmaOperation } from '../aims360-rma/commands.js';
import { stopIfForeign } from '../erp/stop-if-foreign.js';
import { waitForWords } from '../erp/wait-for-words.js';
import { rmas } from '../rmas.js';
import { leftOf } from './refusal.js';
import { lookUpCall, sendCall, type Clients, type VendorCall } from './vendor-call.js';

/** What makes one kind of call different from another. */
export interface RmaEffect<P, R> extends VendorCall<P, R> {
  readonly kind: string;
  /** Under which name a refusal is shown to a person. */
  readonly operation: RmaOperation;
  /** What the result means to the return. */
  confirmed(payload: P, result: R, at: Date): RmaCommand;
  /** Which one of several calls of this kind for a return; without it there is one. */
  detail?(payload: P): string | null;
  /** What a person needs who does it by hand. */
  values(payload: P): Record<string, string>;
}

/** Carries one kind of call: a conflict is looked up, a refusal becomes a task, a result becomes a command. */
export function rmaEffect<P, R>(
  effect: RmaEffect<P, R>,
  { clients, clock, stops, mappings }: { clients: Clients; clock: Clock; stops: Stops; mappings: Mappings },
): SendHandler {
  function commandOf(call: EffectCall, settled: Settled): RmaCommand {
    const at = clock.now();
    const payload = call.payload as P;
    if (settled.status === 'confirmed') return effect.confirmed(payload, settled.result as R, at);
    const detail = effect.detail?.(payload) ?? null;
    const setback = { operation: effect.operation, detail, ...leftOf(settled, call, effect.values(payload)) };
    return { kind: 'RecordSetback', returnId: call.subject, setback, at };
  }

  return {
    kind: effect.kind,
    send: (call, signal) => sendCall(effect, clients.of(call.merchantId), call, signal),
    lookUp: (call, signal) => lookUpCall(effect, clients.of(call.merchantId), call, signal),
    async settle(tx, call, settled) {
      const { merchantId, subject: returnId } = call;
      const executed = await rmas.execute(tx, returnId, commandOf(call, settled), causeOfCall(call));
      await stopIfForeign(tx, stops, { merchantId, returnId, causationId: call.key }, executed);
      await waitForWords(tx, mappings, { merchantId, returnId }, executed);
    },
    async shadowed(tx, call) {
      const { subject: returnId } = call;
      const said = { by: 'shadow mode', reason: `${call.kind} was not sent` };
      const command = { kind: 'SetOwner', returnId, owner: 'observe-only', ...said, at: clock.now() } as const;
      await rmas.execute(tx, returnId, command, causeOfCall(call));
    },
  };
}
