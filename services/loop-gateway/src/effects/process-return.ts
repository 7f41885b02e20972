import type { Clock } from '@backhaul/contracts';
import type { Answer, EffectCall, EffectHandler, LookUp, Settled } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import { causeOfCall } from '@backhaul/service-kit';
import type { LoopPort } from '../loop/port.js';
import { processEffect } from '../loop-return/processing.js';
import { externalIdOf, loopReturns } from '../returns.js';

interface Parts {
  clientOf(merchantId: string): LoopPort;
  graceMsOf(merchantId: string): number;
  clock: Clock;
}

/**
 * Asks Loop to process a return. There is no idempotency key, so a repetition could refund twice: before any second attempt
 * the return is read, and a call that left no trace counts as lost only after the grace time.
 */
export class ProcessReturn implements EffectHandler {
  readonly kind = processEffect;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async send(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    const answer = await this.#client(call).process(this.#externalId(call), call.key, signal);
    if (answer.accepted) return { outcome: 'confirmed', result: { queued: true } };
    return { outcome: 'refused', reason: `Loop refused to process the return: ${answer.reason} (${answer.code})` };
  }

  async lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp> {
    const client = this.#client(call);
    const snapshot = await client.readReturn(this.#externalId(call), signal);
    if (snapshot === null) return { outcome: 'refused', reason: 'Loop no longer shows the return' };
    if (snapshot.state === 'closed') return { outcome: 'found', result: { closed: true } };
    if (snapshot.state === 'cancelled' || snapshot.state === 'expired') {
      return { outcome: 'refused', reason: `the return is ${snapshot.state}` };
    }
    const timeline = await client.notes(this.#externalId(call), signal);
    if (timeline.some((text) => text.includes(call.key))) return { outcome: 'found', result: { queued: true } };
    const waited = this.#parts.clock.now().getTime() - (call.sentAt?.getTime() ?? 0);
    return waited > this.#parts.graceMsOf(call.merchantId)
      ? { outcome: 'absent' }
      : { outcome: 'unknown', reason: 'the return is open and the request may still be queued' };
  }

  async settle(tx: Queryable, call: EffectCall, settled: Settled): Promise<void> {
    const at = this.#parts.clock.now();
    const returnId = call.subject;
    const command =
      settled.status === 'confirmed'
        ? ({ kind: 'ConfirmQueued', returnId, key: call.key, at } as const)
        : ({ kind: 'RecordRefusal', returnId, reason: settled.reason, at } as const);
    await loopReturns.execute(tx, returnId, command, causeOfCall(call));
  }

  #client(call: EffectCall): LoopPort {
    return this.#parts.clientOf(call.merchantId);
  }

  #externalId(call: EffectCall): string {
    return externalIdOf(call.merchantId, call.subject);
  }
}
