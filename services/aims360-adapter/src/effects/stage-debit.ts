import type { Clock } from '@backhaul/contracts';
import type { Answer, EffectCall, EffectHandler, LookUp, Settled } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import { causeOfCall } from '@backhaul/service-kit';
import { VendorError } from '@backhaul/vendor-http';
import type { Aims360Port, EnteredDebit } from '../aims360/port.js';
import { stageDebitEffect, type DebitDraft } from '../aims360-rma/debit.js';
import { rmas } from '../rmas.js';
import { refusalOf } from './refusal.js';

/** Enters the AR debit against the open credit. Its reference is unique per account: it is looked up by it. */
export class StageDebit implements EffectHandler {
  readonly kind = stageDebitEffect;

  constructor(
    private readonly clientOf: (merchantId: string) => Aims360Port,
    private readonly clock: Clock,
  ) {}

  async send(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    try {
      return { outcome: 'confirmed', result: await this.clientOf(call.merchantId).enterDebit(draftOf(call), signal) };
    } catch (error) {
      if (!(error instanceof VendorError) || error.status !== 409) return refusalOf(error);
      // A conflict may be our own earlier entry; any other conflict (closed period, nothing open) is a refusal.
      const entered = await this.#find(call, signal);
      return entered === null ? refusalOf(error) : { outcome: 'confirmed', result: entered };
    }
  }

  async lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp> {
    const entered = await this.#find(call, signal);
    return entered === null ? { outcome: 'absent' } : { outcome: 'found', result: entered };
  }

  async settle(tx: Queryable, call: EffectCall, settled: Settled): Promise<void> {
    const at = this.clock.now();
    const returnId = call.subject;
    if (settled.status !== 'confirmed') {
      const refusal = {
        kind: 'RecordRefusal',
        returnId,
        operation: 'stage-debit',
        reason: settled.reason,
        at,
      } as const;
      await rmas.execute(tx, returnId, refusal, causeOfCall(call));
      return;
    }
    const { batchId, document } = settled.result as EnteredDebit;
    await rmas.execute(
      tx,
      returnId,
      { kind: 'ConfirmDebitStaged', returnId, batchId, document, at },
      causeOfCall(call),
    );
  }

  #find(call: EffectCall, signal: AbortSignal): Promise<EnteredDebit | null> {
    const { customerAccount, reference } = draftOf(call);
    return this.clientOf(call.merchantId).findDebit(customerAccount, reference, signal);
  }
}

const draftOf = (call: EffectCall): DebitDraft => call.payload as DebitDraft;
