import type { Clock } from '@backhaul/contracts';
import type { Answer, EffectCall, EffectHandler, LookUp, Settled } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import { causeOfCall } from '@backhaul/service-kit';
import { VendorError } from '@backhaul/vendor-http';
import type { Aims360Port } from '../aims360/port.js';
import { createRmaEffect, type RmaDraft } from '../aims360-rma/authorize-return.js';
import type { RmaSnapshot } from '../aims360-rma/rma-snapshot.js';
import { rmas } from '../rmas.js';
import { refusalOf } from './refusal.js';
import { revive } from './revive.js';

/** Creates the RMA. Our return id on it is what keeps it one: it is looked up before any second attempt. */
export class CreateRma implements EffectHandler {
  readonly kind = createRmaEffect;

  constructor(
    private readonly clientOf: (merchantId: string) => Aims360Port,
    private readonly clock: Clock,
  ) {}

  async send(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    try {
      return { outcome: 'confirmed', result: await this.clientOf(call.merchantId).createRma(draftOf(call), signal) };
    } catch (error) {
      if (error instanceof VendorError && error.status === 409) return this.#existing(call, signal);
      return refusalOf(error);
    }
  }

  async lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp> {
    const found = await this.clientOf(call.merchantId).findRma(draftOf(call).externalReturnId, signal);
    return found === null ? { outcome: 'absent' } : { outcome: 'found', result: found };
  }

  async settle(tx: Queryable, call: EffectCall, settled: Settled): Promise<void> {
    const returnId = call.subject;
    const command =
      settled.status === 'confirmed'
        ? ({ kind: 'ObserveRma', returnId, rma: revive(settled.result as RmaSnapshot) } as const)
        : ({
            kind: 'RecordRefusal',
            returnId,
            operation: 'create-rma',
            reason: settled.reason,
            at: this.clock.now(),
          } as const);
    await rmas.execute(tx, returnId, command, causeOfCall(call));
  }

  /** Somebody made it meanwhile under our return id: it is the one. */
  async #existing(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    const found = await this.clientOf(call.merchantId).findRma(draftOf(call).externalReturnId, signal);
    if (found === null)
      return { outcome: 'refused', reason: 'AIMS360 says that the RMA exists already, and shows none.' };
    return { outcome: 'confirmed', result: found };
  }
}

const draftOf = (call: EffectCall): RmaDraft => call.payload as RmaDraft;
