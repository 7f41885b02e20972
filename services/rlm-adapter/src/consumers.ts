import type { AnyEnvelope, Clock, Envelope, EventType } from '@backhaul/contracts';
import { KnownReturns, Mappings } from '@backhaul/erp-kit';
import type { BusContext } from '@backhaul/messaging';
import { causeForReturn, causeOf, CLOCK, Merchants, OrderFamily } from '@backhaul/service-kit';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { policyOf, type MerchantSections } from './config.js';
import { CodesOfReturns } from './erp/codes-of-returns.js';
import { shopRefunds } from './inventory/shop-refunds.js';
import { jobLog, type JobLogEntry } from './jobs/job-log.js';
import { returnAuthorizations } from './return-authorizations.js';
import type { RaCommand } from './rlm-return-authorization/commands.js';
import { jobs } from './rlm-return-authorization/jobs.js';

type OrderFact = Envelope<'RefundRecorded'> | Envelope<'RefundMoneySettled'> | Envelope<'RefundMoneyFailed'>;

type Ending = Envelope<'ReturnCancelled'> | Envelope<'ReturnExpired'> | Envelope<'ReturnClosed'>;
type EndReturn = Extract<RaCommand, { kind: 'EndReturn' }>;

/** What the other services say about a return, and what it means for its RA. Merchants of another ERP are none of ours. */
@Controller()
export class Consumers {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly family: OrderFamily,
    private readonly known: KnownReturns,
    private readonly codes: CodesOfReturns,
    private readonly mappings: Mappings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @EventPattern<EventType>('ReturnInitiated')
  async returnInitiated(@Payload() event: Envelope<'ReturnInitiated'>, @Ctx() { tx }: BusContext): Promise<void> {
    const { rlm, threepl } = this.merchants.find(event.merchantId) ?? {};
    if (rlm === undefined || threepl === undefined) return;
    const { partitionKey, merchantId, data } = event;
    const { returnId } = data;
    const initiatedAt = new Date(data.initiatedAt);
    await this.known.note(tx, { merchantId, returnId, initiatedAt });
    const codes = await this.codes.of(tx, { merchantId, returnId, units: data.units });
    const policy = policyOf(rlm, threepl, initiatedAt);
    const command = { kind: 'ImportReturn', initiated: data, policy, codes, at: this.clock.now() } as const;
    await returnAuthorizations.execute(tx, returnId, command, causeOf(event));
    await this.family.welcome(tx, { partitionKey, returnId }, async (fact) => {
      if (isOrderFact(fact)) {
        await returnAuthorizations.execute(tx, returnId, commandOf(returnId, fact), causeForReturn(event, returnId));
      }
    });
  }

  @EventPattern<EventType>('ReturnProcessed')
  async returnProcessed(@Payload() event: Envelope<'ReturnProcessed'>, @Ctx() { tx }: BusContext): Promise<void> {
    if (!this.#isOurs(event)) return;
    const { returnId, refundIds, processedAt } = event.data;
    await shopRefunds.named(tx, event, returnId, refundIds);
    const command = { kind: 'RecordProcessed', returnId, refundIds, at: new Date(processedAt) } as const;
    const { events } = await returnAuthorizations.execute(tx, returnId, command, causeOf(event));
    if (events.length > 0) await jobLog.record(tx, processedRow(event, this.clock.now()));
  }

  @EventPattern<EventType>('ReturnRevised')
  async returnRevised(@Payload() event: Envelope<'ReturnRevised'>, @Ctx() { tx }: BusContext): Promise<void> {
    if (!this.#isOurs(event)) return;
    const { data: revised } = event;
    const { returnId } = revised;
    const command = { kind: 'ReviseReturn', returnId, revised, at: new Date(revised.revisedAt) } as const;
    await returnAuthorizations.execute(tx, returnId, command, causeOf(event));
  }

  @EventPattern<EventType>('ReturnUnitsRemoved')
  async returnUnitsRemoved(@Payload() event: Envelope<'ReturnUnitsRemoved'>, @Ctx() { tx }: BusContext): Promise<void> {
    if (!this.#isOurs(event)) return;
    const { returnId, unitIds, removedAt } = event.data;
    const command = { kind: 'RemoveUnits', returnId, unitIds, at: new Date(removedAt) } as const;
    await returnAuthorizations.execute(tx, returnId, command, causeOf(event));
  }

  @EventPattern<EventType>('ReturnCancelled')
  returnCancelled(@Payload() event: Envelope<'ReturnCancelled'>, @Ctx() uow: BusContext): Promise<void> {
    return this.#end(event, 'cancelled', event.data.cancelledAt, uow);
  }

  @EventPattern<EventType>('ReturnExpired')
  returnExpired(@Payload() event: Envelope<'ReturnExpired'>, @Ctx() uow: BusContext): Promise<void> {
    return this.#end(event, 'expired', event.data.expiredAt, uow);
  }

  @EventPattern<EventType>('ReturnClosed')
  returnClosed(@Payload() event: Envelope<'ReturnClosed'>, @Ctx() uow: BusContext): Promise<void> {
    return this.#end(event, 'closed', event.data.closedAt, uow);
  }

  @EventPattern<EventType>('RefundRecorded')
  async refundRecorded(@Payload() event: Envelope<'RefundRecorded'>, @Ctx() uow: BusContext): Promise<void> {
    if (this.#isOurs(event)) await shopRefunds.seen(uow.tx, event, event.data);
    return this.#toReturns(event, uow);
  }

  @EventPattern<EventType>('RefundMoneySettled')
  refundMoneySettled(@Payload() event: Envelope<'RefundMoneySettled'>, @Ctx() uow: BusContext): Promise<void> {
    return this.#toReturns(event, uow);
  }

  @EventPattern<EventType>('RefundMoneyFailed')
  refundMoneyFailed(@Payload() event: Envelope<'RefundMoneyFailed'>, @Ctx() uow: BusContext): Promise<void> {
    return this.#toReturns(event, uow);
  }

  /** A refund is known by its order; it reaches every return of that order, whichever came first. */
  async #toReturns(event: OrderFact, { tx }: BusContext): Promise<void> {
    if (!this.#isOurs(event)) return;
    await this.family.tell(tx, event, (returnId) =>
      returnAuthorizations.execute(tx, returnId, commandOf(returnId, event), causeForReturn(event, returnId)),
    );
  }

  async #end(event: Ending, how: EndReturn['how'], endedAt: string, { tx }: BusContext): Promise<void> {
    if (!this.#isOurs(event)) return;
    const { returnId } = event.data;
    const command = { kind: 'EndReturn', returnId, how, at: new Date(endedAt) } as const;
    await returnAuthorizations.execute(tx, returnId, command, causeOf(event));
    await this.mappings.stopWaiting(tx, returnId);
  }

  #isOurs(event: { merchantId: string }): boolean {
    return this.merchants.find(event.merchantId)?.rlm !== undefined;
  }
}

/** Loop has done what the job asked it for. */
const processedRow = ({ merchantId, data: { returnId } }: Envelope<'ReturnProcessed'>, at: Date): JobLogEntry => ({
  ...{ merchantId, job: jobs.exportReceipts, entity: 'return', externalId: returnId.slice(merchantId.length + 1), at },
  ...{ returnId, document: null, result: 'UPDATED', severity: 'INFO', message: null, callKey: null },
});

const isOrderFact = (event: AnyEnvelope): event is Extract<AnyEnvelope, { type: OrderFact['type'] }> =>
  event.type === 'RefundRecorded' || event.type === 'RefundMoneySettled' || event.type === 'RefundMoneyFailed';

function commandOf(returnId: string, event: OrderFact): RaCommand {
  const at = new Date(event.time);
  switch (event.type) {
    case 'RefundRecorded':
      return { kind: 'RecordRefund', returnId, refund: event.data, at };
    case 'RefundMoneySettled': {
      const { refundId, amount } = event.data;
      return { kind: 'RecordRefundMoney', returnId, refundId, settled: amount, failed: { ...amount, amount: 0 }, at };
    }
    case 'RefundMoneyFailed': {
      const { refundId, amount } = event.data;
      return { kind: 'RecordRefundMoney', returnId, refundId, settled: { ...amount, amount: 0 }, failed: amount, at };
    }
  }
}
