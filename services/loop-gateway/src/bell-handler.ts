import { BackhaulError, returnIdOf, type Clock } from '@backhaul/contracts';
import type { IntakeItem } from '@backhaul/messaging';
import { CLOCK, Transactions } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { readBell } from './loop/bell.js';
import { LoopClients } from './loop/clients.js';
import { causeOfBell, loopReturns } from './returns.js';

/** Sources of bells, as they are filed in the intake. */
export const WEBHOOK_SOURCE = 'loop-webhook';
export const SWEEP_SOURCE = 'loop-sweep';

/**
 * Answers a bell by reading the return afresh, so that webhooks may be late, doubled, lost or out of order:
 * what counts is what Loop shows now.
 */
@Injectable()
export class BellHandler {
  constructor(
    private readonly clients: LoopClients,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle(item: IntakeItem): Promise<void> {
    const { merchantId } = item;
    const bell = readBell(item.body);
    const { externalReturnId } = bell;
    const read = await this.clients.of(merchantId).readReturn(externalReturnId);
    if (read === null) throw new BackhaulError('RETURN_NOT_FOUND', `Loop shows no return ${externalReturnId}`);
    const snapshot = { ...read, shopper: bell.shopper };
    const returnId = returnIdOf(merchantId, externalReturnId);
    const cause = causeOfBell(merchantId, externalReturnId, snapshot.order.orderId, `intake:${item.id}`);
    const learnedVia = item.source === SWEEP_SOURCE ? 'sweep' : 'webhook';
    await this.transactions.run(async (tx) => {
      await loopReturns.execute(tx, returnId, { kind: 'RecordSnapshot', returnId, snapshot, learnedVia }, cause);
      if (bell.failure === null) return;
      const { message } = bell.failure;
      await loopReturns.execute(
        tx,
        returnId,
        { kind: 'RecordProcessingFailure', returnId, message, at: this.clock.now() },
        cause,
      );
    });
  }
}
