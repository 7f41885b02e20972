import type { Clock } from '@backhaul/contracts';
import type { Answer, EffectCall, EffectHandler, LookUp } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import { causeOfCall } from '@backhaul/service-kit';
import { VendorError } from '@backhaul/vendor-http';
import { returnAuthorizations } from '../return-authorizations.js';
import type { RaCommand, RaOperation } from '../rlm-return-authorization/commands.js';

/** What makes one kind of call different from another. `P` is its payload, `R` its result; both are stored as JSON. */
export interface RaEffect<P, R> {
  readonly kind: string;
  /** Under which name a refusal is shown to a person. */
  readonly operation: RaOperation;
  /** Makes the call; an answer `409` that means "done before" is for it to tell. */
  send(payload: P, call: EffectCall, signal: AbortSignal): Promise<R>;
  /** What is there under our reference; null when nothing is. */
  find(payload: P, call: EffectCall, signal: AbortSignal): Promise<R | null>;
  /** Null when the result means nothing to the return. */
  confirmed(payload: P, result: R, call: EffectCall, at: Date): RaCommand | null;
  /** More to write in the same transaction. */
  also?(tx: Queryable, payload: P, result: R, call: EffectCall): Promise<void>;
}

/** Carries one kind of call: a conflict is looked up, a refusal becomes a task, a result becomes a command. */
export function raEffect<P, R>(effect: RaEffect<P, R>, clock: Clock): EffectHandler {
  const payloadOf = (call: EffectCall): P => call.payload as P;
  const confirmed = (result: R): Answer => ({ outcome: 'confirmed', result });
  return {
    kind: effect.kind,
    async send(call, signal): Promise<Answer> {
      try {
        return confirmed(await effect.send(payloadOf(call), call, signal));
      } catch (error) {
        if (!(error instanceof VendorError) || error.code !== 'VENDOR_REFUSED') throw error;
        const found = error.status === 409 ? await effect.find(payloadOf(call), call, signal) : null;
        return found === null ? { outcome: 'refused', reason: reasonOf(error) } : confirmed(found);
      }
    },
    async lookUp(call, signal): Promise<LookUp> {
      const found = await effect.find(payloadOf(call), call, signal);
      return found === null ? { outcome: 'absent' } : { outcome: 'found', result: found };
    },
    async settle(tx, call, settled): Promise<void> {
      const returnId = call.subject;
      const at = clock.now();
      if (settled.status !== 'confirmed') {
        const { operation } = effect;
        const refusal = { kind: 'RecordRefusal', returnId, operation, reason: settled.reason, at } as const;
        await returnAuthorizations.execute(tx, returnId, refusal, causeOfCall(call));
        return;
      }
      const result = settled.result as R;
      await effect.also?.(tx, payloadOf(call), result, call);
      const command = effect.confirmed(payloadOf(call), result, call, at);
      if (command !== null) await returnAuthorizations.execute(tx, returnId, command, causeOfCall(call));
    },
  };
}

/** The vendor's own words where it gave some (contracts/rlm-and-3pl.md §8). */
function reasonOf(error: VendorError): string {
  const body = error.body as { message?: unknown } | undefined;
  return typeof body?.message === 'string' ? body.message : error.message;
}
