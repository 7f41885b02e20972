import type { Clock } from '@backhaul/contracts';
import type { Answer, EffectCall, EffectHandler, LookUp, Settled } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import type { LoopPort } from '../loop/port.js';
import { noteEffect } from '../loop-return/notes.js';
import { externalIdOf } from '../returns.js';
import { settleWrite } from './settle-write.js';

interface Parts {
  clientOf(merchantId: string): LoopPort;
  clock: Clock;
}

/** Writes a milestone onto the return's timeline. */
export class WriteNote implements EffectHandler {
  readonly kind = noteEffect;

  constructor(private readonly parts: Parts) {}

  async send(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    const answer = await this.parts
      .clientOf(call.merchantId)
      .writeNote(externalIdOf(call.merchantId, call.subject), textOf(call), signal);
    return answer.accepted ? { outcome: 'confirmed', result: null } : { outcome: 'refused', reason: answer.reason };
  }

  async lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp> {
    const notes = await this.parts.clientOf(call.merchantId).notes(externalIdOf(call.merchantId, call.subject), signal);
    return notes.includes(textOf(call)) ? { outcome: 'found', result: null } : { outcome: 'absent' };
  }

  settle(tx: Queryable, call: EffectCall, settled: Settled): Promise<void> {
    return settleWrite(tx, call, settled, {
      left: (reason) => ({ effect: 'note', reason, text: textOf(call) }),
      clock: this.parts.clock,
    });
  }
}

const textOf = (call: EffectCall): string => (call.payload as { text: string }).text;
