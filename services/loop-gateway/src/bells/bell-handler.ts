import { BackhaulError, returnIdOf, type Clock } from '@backhaul/contracts';
import { Stops } from '@backhaul/erp-kit';
import type { IntakeItem } from '@backhaul/messaging';
import { CLOCK, Logger, Merchants, Transactions } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { MerchantSections } from '../config.js';
import { readBell, type Bell } from '../loop/bell.js';
import { LoopClients } from '../loop/clients.js';
import type { ReturnSnapshot } from '../loop-return/snapshot.js';
import { causeOfBell, loopReturns } from '../returns.js';
import { stopIfForeign } from '../stops/stop-if-foreign.js';

/** A bell may come before the return can be read. After so many tries, some two minutes, it is parked for a person. */
const TRIES = 8;
/** What is read may lag behind what was listed. After so many tries, half a minute, what is shown counts. */
const TRIES_WHILE_OLD = 6;

/**
 * Answers a bell by reading the return afresh, so that webhooks may be late, doubled, lost or out of order:
 * what counts is what Loop shows now.
 */
@Injectable()
export class BellHandler {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly clients: LoopClients,
    private readonly transactions: Transactions,
    private readonly stops: Stops,
    private readonly log: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle(item: IntakeItem): Promise<void> {
    const { merchantId } = item;
    const bell = readBell(item.body);
    const { externalReturnId, shopper, gift, failure } = bell;
    const returnId = returnIdOf(merchantId, externalReturnId);
    if (!bell.announces && !(await this.#isKnown(returnId))) {
      this.log.debug({ merchantId, returnId }, 'news of the label of a return that was not announced yet');
      return;
    }
    const at = this.clock.now();
    const read = upToDate(await this.clients.of(merchantId).readReturn(externalReturnId), bell, item);
    const snapshot = { ...read, shopper, gift: read.gift || gift };
    const cause = causeOfBell(merchantId, externalReturnId, snapshot.order.orderId, `intake:${item.id}`);
    const learnedVia = item.headers['via'] === 'sweep' ? 'sweep' : 'webhook';
    const owner = this.merchants.find(merchantId)?.loop?.process ?? 'person';
    const record = { kind: 'RecordSnapshot', returnId, snapshot, learnedVia, owner, at } as const;
    await this.transactions.run(async (tx) => {
      const executed = await loopReturns.execute(tx, returnId, record, cause);
      await stopIfForeign(tx, this.stops, cause, executed);
      if (failure === null) return;
      const { message } = failure;
      await loopReturns.execute(tx, returnId, { kind: 'RecordProcessingFailure', returnId, message, at }, cause);
    });
  }

  async #isKnown(returnId: string): Promise<boolean> {
    const { seen } = await this.transactions.run((tx) => loopReturns.load(tx, returnId));
    return seen !== null;
  }
}

/** @throws BackhaulError RETURN_NOT_FOUND, for a person in the end; RETURN_READ_TOO_EARLY, always retryable */
function upToDate(read: ReturnSnapshot | null, bell: Bell, { attempts }: IntakeItem): ReturnSnapshot {
  const { externalReturnId, changedAt } = bell;
  if (read === null) {
    const retryable = attempts < TRIES;
    throw new BackhaulError('RETURN_NOT_FOUND', `Loop shows no return ${externalReturnId}`, { retryable });
  }
  const isOld = changedAt !== null && seconds(read.updatedAt) < seconds(changedAt);
  if (!isOld || attempts >= TRIES_WHILE_OLD) return read;
  const message = `Loop still shows return ${externalReturnId} as it was before`;
  throw new BackhaulError('RETURN_READ_TOO_EARLY', message, { retryable: true });
}

/** What is read has no fractions of a second. */
const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
