import type { Answer, EffectCall, EffectHandler, LookUp } from '@backhaul/effects';
import type { LoopPort } from '../loop/port.js';
import { flagEffect } from '../loop-return/notes.js';
import { externalIdOf } from '../returns.js';

/** Puts a return into review, so that nothing processes it before a person has looked. Flagging twice changes nothing. */
export class FlagReturn implements EffectHandler {
  readonly kind = flagEffect;

  constructor(private readonly clientOf: (merchantId: string) => LoopPort) {}

  async send(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    const answer = await this.clientOf(call.merchantId).flag(externalIdOf(call.merchantId, call.subject), signal);
    return answer.accepted ? { outcome: 'confirmed', result: null } : { outcome: 'refused', reason: answer.reason };
  }

  async lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp> {
    const snapshot = await this.clientOf(call.merchantId).readReturn(
      externalIdOf(call.merchantId, call.subject),
      signal,
    );
    return snapshot?.state === 'open' ? { outcome: 'absent' } : { outcome: 'found', result: null };
  }

  settle(): Promise<void> {
    return Promise.resolve();
  }
}
