import type { Clock } from '@backhaul/contracts';
import type { Answer, EffectCall, EffectHandler, LookUp, Settled } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import { causeOfCall } from '@backhaul/service-kit';
import type { LoopPort } from '../loop/port.js';
import { checkEffect } from '../loop-return/processing.js';
import { externalIdOf, loopReturns } from '../returns.js';

interface Parts {
  clientOf(merchantId: string): LoopPort;
  clock: Clock;
}

/**
 * Looks at a return some time after its processing was queued. It changes nothing outside; it is a planned call so that it survives
 * restarts. When the webhook of a background failure was lost, nothing else would ever tell.
 */
export class CheckProcessed implements EffectHandler {
  readonly kind = checkEffect;

  constructor(private readonly parts: Parts) {}

  async send(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    return { outcome: 'confirmed', result: await this.#isOpen(call, signal) };
  }

  async lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp> {
    return { outcome: 'found', result: await this.#isOpen(call, signal) };
  }

  async settle(tx: Queryable, call: EffectCall, settled: Settled): Promise<void> {
    if (settled.status === 'confirmed' && settled.result !== true) return;
    const reason = 'Loop took the request on, and the return was not seen to close since.';
    const command = { kind: 'RecordDoubt', returnId: call.subject, reason, at: this.parts.clock.now() } as const;
    await loopReturns.execute(tx, call.subject, command, causeOfCall(call));
  }

  async #isOpen(call: EffectCall, signal: AbortSignal): Promise<boolean> {
    const id = externalIdOf(call.merchantId, call.subject);
    const snapshot = await this.parts.clientOf(call.merchantId).readReturn(id, signal);
    // What is out of stock waits in review after processing has ended, and has a task of its own.
    return snapshot?.state === 'open' || (snapshot?.state === 'review' && !snapshot.owesExchange);
  }
}
