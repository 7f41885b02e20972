import type { Clock } from '@backhaul/contracts';
import type { Answer, EffectCall, EffectHandler, LookUp, Settled } from '@backhaul/effects';
import type { Queryable } from '@backhaul/event-store';
import { causeOfCall } from '@backhaul/service-kit';
import type { Aims360Port } from '../aims360/port.js';
import { postBatchEffect } from '../aims360-rma/debit.js';
import { rmas } from '../rmas.js';
import { refusalOf } from './refusal.js';

interface PostPayload {
  returnId: string;
  batchId: string;
  document: string;
  customerAccount: string;
  reference: string;
}

/** Post Transactions. Posting twice gives the first result; whether it was posted is read from the debit itself. */
export class PostBatch implements EffectHandler {
  readonly kind = postBatchEffect;

  constructor(
    private readonly clientOf: (merchantId: string) => Aims360Port,
    private readonly clock: Clock,
  ) {}

  async send(call: EffectCall, signal: AbortSignal): Promise<Answer> {
    try {
      await this.clientOf(call.merchantId).postBatch(payloadOf(call).batchId, signal);
      return { outcome: 'confirmed', result: null };
    } catch (error) {
      return refusalOf(error);
    }
  }

  async lookUp(call: EffectCall, signal: AbortSignal): Promise<LookUp> {
    const { customerAccount, reference } = payloadOf(call);
    const debit = await this.clientOf(call.merchantId).findDebit(customerAccount, reference, signal);
    if (debit === null) return { outcome: 'refused', reason: `the debit ${reference} is gone` };
    return debit.posted ? { outcome: 'found', result: null } : { outcome: 'absent' };
  }

  async settle(tx: Queryable, call: EffectCall, settled: Settled): Promise<void> {
    const at = this.clock.now();
    const returnId = call.subject;
    const command =
      settled.status === 'confirmed'
        ? ({ kind: 'ConfirmDebitPosted', returnId, document: payloadOf(call).document, at } as const)
        : ({ kind: 'RecordRefusal', returnId, operation: 'post-batch', reason: settled.reason, at } as const);
    await rmas.execute(tx, returnId, command, causeOfCall(call));
  }
}

const payloadOf = (call: EffectCall): PostPayload => call.payload as PostPayload;
