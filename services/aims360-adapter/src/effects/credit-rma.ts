import type { Clock } from '@backhaul/contracts';
import type { Answer, EffectCall, EffectHandler, LookUp, Settled } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import { causeOfCall } from '@backhaul/service-kit';
import type { Aims360Port } from '../aims360/port.js';
import { creditRmaEffect } from '../aims360-rma/credit.js';
import type { RmaSnapshot } from '../aims360-rma/rma-snapshot.js';
import { rmas } from '../rmas.js';
import { refusalOf } from './refusal.js';
import { revive } from './revive.js';

interface CreditPayload {
  returnId: string;
  rmaId: string;
  externalReturnId: string;
}

/** Credit › Confirm by policy of the store. Confirming twice gives the same memo; the RMA is read back in any case. */
export class CreditRma implements EffectHandler {
  readonly kind = creditRmaEffect;

  constructor(
    private readonly clientOf: (merchantId: string) => Aims360Port,
    private readonly clock: Clock,
  ) {}

  async send(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    try {
      await this.clientOf(call.merchantId).confirmCredit(payloadOf(call).rmaId, signal);
    } catch (error) {
      return refusalOf(error);
    }
    const rma = await this.#read(call, signal);
    return rma?.credit
      ? { outcome: 'confirmed', result: rma }
      : { outcome: 'refused', reason: 'AIMS360 shows no credit memo.' };
  }

  async lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp> {
    const rma = await this.#read(call, signal);
    if (rma === null) return { outcome: 'refused', reason: 'the RMA is gone' };
    return rma.credit === null ? { outcome: 'absent' } : { outcome: 'found', result: rma };
  }

  async settle(tx: Queryable, call: EffectCall, settled: Settled): Promise<void> {
    const returnId = call.subject;
    const command =
      settled.status === 'confirmed'
        ? ({ kind: 'ObserveRma', returnId, rma: revive(settled.result as RmaSnapshot) } as const)
        : ({
            kind: 'RecordRefusal',
            returnId,
            operation: 'credit-rma',
            reason: settled.reason,
            at: this.clock.now(),
          } as const);
    await rmas.execute(tx, returnId, command, causeOfCall(call));
  }

  #read(call: EffectCall, signal: AbortSignal): Promise<RmaSnapshot | null> {
    return this.clientOf(call.merchantId).findRma(payloadOf(call).externalReturnId, signal);
  }
}

const payloadOf = (call: EffectCall): CreditPayload => call.payload as CreditPayload;
