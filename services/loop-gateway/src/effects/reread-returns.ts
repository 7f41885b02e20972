import type { Answer, EffectCall, EffectHandler, LookUp, Settled } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import type { Intake } from '@backhaul/messaging';
import type { Logger } from '@backhaul/service-kit';
import { ring } from '../bells/ring.js';
import { bellOf } from '../loop/bell.js';
import type { LoopPort } from '../loop/port.js';
import { rereadEffect, type Reread } from '../reread/reread-calls.js';

interface Parts {
  clientOf(merchantId: string): LoopPort;
  intake: Intake;
  log: Logger;
}

/** Rings the bell of returns that a person wants read again. It changes nothing outside, and a repetition rings no second time. */
export class RereadReturns implements EffectHandler {
  readonly kind = rereadEffect;

  constructor(private readonly parts: Parts) {}

  async send(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    const asked = call.payload as Reread;
    if ('ids' in asked) {
      for (const id of asked.ids) await this.#ring(call, id, null);
      return { outcome: 'confirmed', result: { returns: asked.ids.length } };
    }
    const window = { by: 'created', state: asked.state, from: new Date(asked.from), to: new Date(asked.to) } as const;
    let returns = 0;
    for await (const page of this.parts.clientOf(call.merchantId).changedReturns(window, signal)) {
      for (const { externalReturnId, updatedAt } of page) await this.#ring(call, externalReturnId, updatedAt);
      returns += page.length;
    }
    return { outcome: 'confirmed', result: { returns } };
  }

  /** Nothing outside tells, and doing it again does no harm. */
  lookUp(): Promise<LookUp> {
    return Promise.resolve({ outcome: 'absent' });
  }

  settle(_: Queryable, { key, merchantId }: EffectCall, settled: Settled): Promise<void> {
    if (settled.status !== 'confirmed') {
      this.parts.log.error({ merchantId, call: key, reason: settled.reason }, 'returns were not read again');
    }
    return Promise.resolve();
  }

  async #ring({ merchantId, key }: EffectCall, id: string, changedAt: Date | null): Promise<void> {
    const body = bellOf(id, changedAt);
    await ring(this.parts.intake, { via: 'sweep', merchantId, lane: id, dedupeKey: `${key}:${id}`, body });
  }
}
