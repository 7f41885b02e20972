import type { Answer, EffectCall, EffectHandler, LookUp, Settled } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import type { LoopPort } from '../loop/port.js';
import { processEffect } from '../loop-return/processing.js';
import type { LoopReturn } from '../loop-return/state.js';
import { externalIdOf } from '../returns.js';
import { MayBeUnderWay, NotSent } from './process-errors.js';
import { settleRequest, type RequestParts } from './settle-request.js';

interface Parts extends RequestParts {
  clientOf(merchantId: string): LoopPort;
  /** What we know of a return. */
  stateOf(returnId: string): Promise<LoopReturn>;
  /** How long an unanswered request may still take effect. */
  graceMsOf(merchantId: string): number;
}

/** The whole of one attempt, the wait for its turn included: the grace time counts from its start and must not be used up by it. */
const SEND_WITHIN_MS = 30_000;

/** Few enough that the grace time is over before a person is asked, which the runner does after ten. */
const LOOKS_IN_GRACE = 6;

/**
 * Asks Loop to process a return. There is no idempotency key, so a repetition could refund twice. Hence: the return is read before
 * each attempt; a second attempt needs a return that stands open without a trace of the first one after the grace time; and it is
 * left to a person once one was asked, or once processing was seen to fail, because that person may process it by hand.
 */
export class ProcessReturn implements EffectHandler {
  readonly kind = processEffect;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async send(call: EffectCall, ended: AbortSignal): Promise<Answer> {
    const signal = AbortSignal.any([ended, AbortSignal.timeout(SEND_WITHIN_MS)]);
    const before = await this.#readBefore(call, signal);
    // Closed before the first attempt was somebody else; before a later one, it was probably the first.
    if (before === 'closed' && call.attempt > 1) return { outcome: 'confirmed', result: { closed: true } };
    if (before === 'closed' || before === 'cancelled' || before === 'expired') {
      return { outcome: 'refused', reason: `The return is ${before} already`, result: { ended: true } };
    }
    const answer = await this.#client(call).process(externalId(call), call.key, signal);
    if (answer.accepted) return { outcome: 'confirmed', result: { queued: true } };
    return { outcome: 'refused', reason: `Loop refused to process the return: ${answer.reason} (${answer.code})` };
  }

  async lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp> {
    const known = await this.#parts.stateOf(call.subject);
    if (known.requests > 1 && known.requestKey !== call.key) {
      return { outcome: 'refused', reason: 'A person has asked anew since: this request is over' };
    }
    if (known.trouble?.kind === 'failed') {
      return { outcome: 'refused', reason: 'Processing failed in the background; a person decides' };
    }
    const client = this.#client(call);
    const snapshot = await client.readReturn(externalId(call), signal);
    if (snapshot === null) return { outcome: 'unknown', reason: 'Loop no longer shows the return' };
    if (snapshot.state === 'closed') return { outcome: 'found', result: { closed: true } };
    if (snapshot.state === 'cancelled' || snapshot.state === 'expired') {
      return { outcome: 'refused', reason: `The return is ${snapshot.state}` };
    }
    const timeline = await client.notes(externalId(call), signal);
    if (timeline.some((text) => text.includes(call.key))) return { outcome: 'found', result: { queued: true } };
    if (known.doubt !== null) return { outcome: 'unknown', reason: 'A person was asked and decides' };
    return this.#absentAfterGrace(call);
  }

  settle(tx: Queryable, call: EffectCall, settled: Settled): Promise<void> {
    return settleRequest(tx, call, settled, this.#parts);
  }

  /** Nothing is sent while this fails: then the call surely was not delivered. */
  async #readBefore(call: EffectCall, signal: AbortSignal): Promise<string | undefined> {
    try {
      return (await this.#client(call).readReturn(externalId(call), signal))?.state;
    } catch (error) {
      throw new NotSent(error);
    }
  }

  #absentAfterGrace(call: EffectCall): LookUp {
    const graceMs = this.#parts.graceMsOf(call.merchantId);
    const restMs = graceMs - (this.#parts.clock.now().getTime() - (call.sentAt ?? call.plannedAt).getTime());
    if (restMs < 0) return { outcome: 'absent' };
    throw new MayBeUnderWay(Math.max(1, Math.min(restMs, graceMs / LOOKS_IN_GRACE)));
  }

  #client(call: EffectCall): LoopPort {
    return this.#parts.clientOf(call.merchantId);
  }
}

const externalId = (call: EffectCall): string => externalIdOf(call.merchantId, call.subject);
