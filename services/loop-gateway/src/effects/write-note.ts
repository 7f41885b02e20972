import type { Answer, EffectCall, EffectHandler, LookUp } from '@backhaul/effects';
import type { LoopPort } from '../loop/port.js';
import { noteEffect } from '../loop-return/notes.js';
import { externalIdOf } from '../returns.js';

/** Writes a milestone onto the return's timeline. A refused note stays visible among the refused calls; nothing depends on it. */
export class WriteNote implements EffectHandler {
  readonly kind = noteEffect;

  constructor(private readonly clientOf: (merchantId: string) => LoopPort) {}

  async send(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    const answer = await this.clientOf(call.merchantId).writeNote(
      externalIdOf(call.merchantId, call.subject),
      textOf(call),
      signal,
    );
    return answer.accepted ? { outcome: 'confirmed', result: null } : { outcome: 'refused', reason: answer.reason };
  }

  async lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp> {
    const notes = await this.clientOf(call.merchantId).notes(externalIdOf(call.merchantId, call.subject), signal);
    return notes.includes(textOf(call)) ? { outcome: 'found', result: null } : { outcome: 'absent' };
  }

  settle(): Promise<void> {
    return Promise.resolve();
  }
}

const textOf = (call: EffectCall): string => (call.payload as { text: string }).text;
