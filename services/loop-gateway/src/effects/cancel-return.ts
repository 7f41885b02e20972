import type { Clock } from '@backhaul/contracts';
import type { Answer, EffectCall, EffectHandler, LookUp, Settled } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import type { LoopPort } from '../loop/port.js';
import { cancelEffect } from '../loop-return/person-asks.js';
import { externalIdOf } from '../returns.js';
import { settleWrite } from './settle-write.js';

interface Parts {
  clientOf(merchantId: string): LoopPort;
  clock: Clock;
}

/** Withdraws a return because a person asked for it; the snapshot that follows tells the others. */
export class CancelReturn implements EffectHandler {
  readonly kind = cancelEffect;

  constructor(private readonly parts: Parts) {}

  async send(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    const answer = await this.parts
      .clientOf(call.merchantId)
      .cancel(externalIdOf(call.merchantId, call.subject), signal);
    return answer.accepted ? { outcome: 'confirmed', result: null } : { outcome: 'refused', reason: answer.reason };
  }

  async lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp> {
    const id = externalIdOf(call.merchantId, call.subject);
    const snapshot = await this.parts.clientOf(call.merchantId).readReturn(id, signal);
    if (snapshot === null) return { outcome: 'unknown', reason: 'Loop no longer shows the return' };
    if (snapshot.state === 'cancelled') return { outcome: 'found', result: null };
    if (snapshot.state === 'open') return { outcome: 'absent' };
    return { outcome: 'refused', reason: `The return is ${snapshot.state}` };
  }

  settle(tx: Queryable, call: EffectCall, settled: Settled): Promise<void> {
    return settleWrite(tx, call, settled, {
      left: (reason) => ({ effect: 'cancel', reason }),
      clock: this.parts.clock,
    });
  }
}
