import type { AnyEnvelope, Clock, Envelope, EventType } from '@backhaul/contracts';
import type { BusContext } from '@backhaul/messaging';
import { sum, zero } from '@backhaul/money';
import { causeForReturn, causeOf, CLOCK, Merchants, OrderFamily } from '@backhaul/service-kit';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { RmaCommand } from './aims360-rma/commands.js';
import { policyOf, type MerchantSections } from './config.js';
import { Arrivals } from './erp/arrivals.js';
import { rmas } from './rmas.js';

const orderFacts = ['RefundRecorded', 'RefundMoneySettled', 'RefundMoneyFailed', 'ExchangeOrderCreated'] as const;
type OrderFact = { [T in (typeof orderFacts)[number]]: Envelope<T> }[(typeof orderFacts)[number]];

type Ending = Envelope<'ReturnCancelled'> | Envelope<'ReturnExpired'> | Envelope<'ReturnClosed'>;
type EndReturn = Extract<RmaCommand, { kind: 'EndReturn' }>;

/** What the other services say about a return, and what it means for its RMA. Merchants of another ERP are none of ours. */
@Controller()
export class Consumers {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly family: OrderFamily,
    private readonly arrivals: Arrivals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @EventPattern<EventType>('ReturnInitiated')
  async returnInitiated(@Payload() event: Envelope<'ReturnInitiated'>, @Ctx() { tx }: BusContext): Promise<void> {
    const section = this.merchants.find(event.merchantId)?.aims360;
    if (section === undefined) return;
    const { partitionKey, merchantId, data } = event;
    const { returnId } = data;
    const codes = await this.arrivals.initiated(tx, merchantId, data);
    const policy = policyOf(section, new Date(data.initiatedAt));
    const command = { kind: 'AuthorizeReturn', initiated: data, policy, codes, at: this.clock.now() } as const;
    await rmas.execute(tx, returnId, command, causeOf(event));
    await this.family.welcome(tx, { partitionKey, returnId }, async (fact) => {
      if (isOrderFact(fact))
        await rmas.execute(tx, returnId, commandOf(returnId, fact), causeForReturn(event, returnId));
    });
  }

  @EventPattern<EventType>('ReturnProcessed')
  async returnProcessed(@Payload() event: Envelope<'ReturnProcessed'>, @Ctx() { tx }: BusContext): Promise<void> {
    if (!this.#isOurs(event)) return;
    const { returnId, processedAt, refundIds, refunded, storeCredit, exchangeCredit, partial } = event.data;
    const exchangeOrderIds = event.data.exchangeOrders.map(({ orderId }) => orderId);
    const processed = { refundIds, refunded, storeCredit, exchangeCredit, exchangeOrderIds, partial, processedAt };
    const command = { kind: 'RecordProcessed', returnId, processed, at: new Date(processedAt) } as const;
    await rmas.execute(tx, returnId, command, causeOf(event));
  }

  @EventPattern<EventType>('ReturnRevised')
  async returnRevised(@Payload() event: Envelope<'ReturnRevised'>, @Ctx() { tx }: BusContext): Promise<void> {
    if (!this.#isOurs(event)) return;
    const { data: revised } = event;
    const codes = await this.arrivals.changed(tx, event.merchantId, revised);
    const command = { kind: 'ReviseReturn', revised, codes, at: new Date(revised.revisedAt) } as const;
    await rmas.execute(tx, revised.returnId, command, causeOf(event));
  }

  @EventPattern<EventType>('ReturnUnitsRemoved')
  async returnUnitsRemoved(@Payload() event: Envelope<'ReturnUnitsRemoved'>, @Ctx() { tx }: BusContext): Promise<void> {
    if (!this.#isOurs(event)) return;
    const { returnId, unitIds, removedAt } = event.data;
    const command = { kind: 'RemoveUnits', returnId, unitIds, at: new Date(removedAt) } as const;
    await rmas.execute(tx, returnId, command, causeOf(event));
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
  refundRecorded(@Payload() event: Envelope<'RefundRecorded'>, @Ctx() uow: BusContext): Promise<void> {
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

  @EventPattern<EventType>('ExchangeOrderCreated')
  exchangeOrderCreated(@Payload() event: Envelope<'ExchangeOrderCreated'>, @Ctx() uow: BusContext): Promise<void> {
    return this.#toReturns(event, uow);
  }

  /** A refund is known by its order; it reaches every return of that order, whichever came first. */
  async #toReturns(event: OrderFact, { tx }: BusContext): Promise<void> {
    if (!this.#isOurs(event)) return;
    await this.family.tell(tx, event, (returnId) =>
      rmas.execute(tx, returnId, commandOf(returnId, event), causeForReturn(event, returnId)),
    );
  }

  async #end(event: Ending, how: EndReturn['how'], endedAt: string, { tx }: BusContext): Promise<void> {
    if (!this.#isOurs(event)) return;
    const { returnId } = event.data;
    const command = { kind: 'EndReturn', returnId, how, at: new Date(endedAt) } as const;
    await rmas.execute(tx, returnId, command, causeOf(event));
    await this.arrivals.ended(tx, returnId);
  }

  #isOurs(event: { merchantId: string }): boolean {
    return this.merchants.find(event.merchantId)?.aims360 !== undefined;
  }
}

const isOrderFact = (event: AnyEnvelope): event is Extract<AnyEnvelope, { type: OrderFact['type'] }> =>
  orderFacts.some((type) => type === event.type);

function commandOf(returnId: string, event: OrderFact): RmaCommand {
  const at = new Date(event.time);
  switch (event.type) {
    case 'RefundRecorded': {
      const { refundId, moneyRefunded: refunded, moneyPending: pending, lines } = event.data;
      const tax = sum(
        lines.map((line) => line.tax),
        refunded.currency,
      );
      return { kind: 'RecordRefund', returnId, refund: { refundId, refunded, pending, tax }, at };
    }
    case 'RefundMoneySettled': {
      const { refundId, amount } = event.data;
      const parts = { settled: amount, failed: zero(amount.currency) };
      return { kind: 'RecordRefundMoney', returnId, factId: event.id, refundId, ...parts, at };
    }
    case 'RefundMoneyFailed': {
      const { refundId, amount } = event.data;
      const parts = { settled: zero(amount.currency), failed: amount };
      return { kind: 'RecordRefundMoney', returnId, factId: event.id, refundId, ...parts, at };
    }
    case 'ExchangeOrderCreated':
      return { kind: 'RecordExchangeOrder', returnId, order: event.data, at };
  }
}
