import type { Clock } from '@backhaul/contracts';
import type { Answer, EffectCall, EffectHandler, LookUp, Settled } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import type { LoopPort } from '../loop/port.js';
import { flagEffect } from '../loop-return/notes.js';
import { externalIdOf } from '../returns.js';
import { settleWrite } from './settle-write.js';

interface Parts {
  clientOf(merchantId: string): LoopPort;
  clock: Clock;
}

/** Puts a return into review, so that nothing processes it before a person has looked. Flagging twice changes nothing. */
export class FlagReturn implements EffectHandler {
  readonly kind = flagEffect;

  constructor(private readonly parts: Parts) {}

  async send(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    const answer = await this.parts.clientOf(call.merchantId).flag(externalIdOf(call.merchantId, call.subject), signal);
    return answer.accepted ? { outcome: 'confirmed', result: null } : { outcome: 'refused', reason: answer.reason };
  }

  async lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp> {
    const snapshot = await this.parts
      .clientOf(call.merchantId)
      .readReturn(externalIdOf(call.merchantId, call.subject), signal);
    if (snapshot === null) return { outcome: 'unknown', reason: 'Loop no longer shows the return' };
    return snapshot.state === 'open' ? { outcome: 'absent' } : { outcome: 'found', result: null };
  }

  settle(tx: Queryable, call: EffectCall, settled: Settled): Promise<void> {
    return settleWrite(tx, call, settled, { left: (reason) => ({ effect: 'flag', reason }), clock: this.parts.clock });
  }
}
