import type { Envelope, EventType } from '@backhaul/contracts';
import type { BusContext } from '@backhaul/messaging';
import { causeForReturn, Logger, Merchants } from '@backhaul/service-kit';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { MerchantSections } from './config.js';
import type { LoopReturnCommand } from './loop-return/commands.js';
import { milestoneText, type Milestone } from './milestones.js';
import { loopReturns } from './returns.js';

/** What the other services say about a return, and what it means here. */
@Controller()
export class Consumers {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly log: Logger,
  ) {}

  @EventPattern<EventType>('ReturnAuthorized')
  async returnAuthorized(@Payload() event: Envelope<'ReturnAuthorized'>, @Ctx() uow: BusContext): Promise<void> {
    const { returnId, documentNumber, documentKind, authorizedAt } = event.data;
    const at = new Date(authorizedAt);
    await this.#run(event, uow, { kind: 'RecordAuthorization', returnId, documentNumber, documentKind, at });
    await this.#note(event, uow);
  }

  @EventPattern<EventType>('ReturnCleared')
  async returnCleared(@Payload() event: Envelope<'ReturnCleared'>, @Ctx() uow: BusContext): Promise<void> {
    const process = this.merchants.find(event.merchantId)?.loop?.process ?? 'person';
    const { returnId, documentNumber, clearedAt } = event.data;
    await this.#run(event, uow, { kind: 'ClearReturn', returnId, documentNumber, process, at: new Date(clearedAt) });
  }

  @EventPattern<EventType>('ReturnHeld')
  async returnHeld(@Payload() event: Envelope<'ReturnHeld'>, @Ctx() uow: BusContext): Promise<void> {
    const { returnId, reasons, heldAt } = event.data;
    await this.#run(event, uow, { kind: 'HoldReturn', returnId, causeId: event.id, reasons, at: new Date(heldAt) });
  }

  @EventPattern<EventType>('AuthorizationCancelled')
  async authorizationCancelled(
    @Payload() event: Envelope<'AuthorizationCancelled'>,
    @Ctx() uow: BusContext,
  ): Promise<void> {
    const { returnId, documentNumber, cancelledAt } = event.data;
    await this.#run(event, uow, { kind: 'RecordVoid', returnId, documentNumber, at: new Date(cancelledAt) });
    await this.#note(event, uow);
  }

  @EventPattern<EventType>('ExchangeOrderImported')
  exchangeOrderImported(@Payload() event: Milestone, @Ctx() uow: BusContext): Promise<void> {
    return this.#note(event, uow);
  }

  @EventPattern<EventType>('CreditApplied')
  creditApplied(@Payload() event: Milestone, @Ctx() uow: BusContext): Promise<void> {
    return this.#note(event, uow);
  }

  @EventPattern<EventType>('AsnTransmitted')
  asnTransmitted(@Payload() event: Milestone, @Ctx() uow: BusContext): Promise<void> {
    return this.#note(event, uow);
  }

  @EventPattern<EventType>('ReceiptRecorded')
  receiptRecorded(@Payload() event: Milestone, @Ctx() uow: BusContext): Promise<void> {
    return this.#note(event, uow);
  }

  @EventPattern<EventType>('CreditIssued')
  creditIssued(@Payload() event: Milestone, @Ctx() uow: BusContext): Promise<void> {
    return this.#note(event, uow);
  }

  @EventPattern<EventType>('RefundImported')
  refundImported(@Payload() event: Milestone, @Ctx() uow: BusContext): Promise<void> {
    return this.#note(event, uow);
  }

  @EventPattern<EventType>('CreditOffsetPosted')
  creditOffsetPosted(@Payload() event: Milestone, @Ctx() uow: BusContext): Promise<void> {
    return this.#note(event, uow);
  }

  @EventPattern<EventType>('InventoryExported')
  inventoryExported(@Payload() event: Milestone, @Ctx() uow: BusContext): Promise<void> {
    return this.#note(event, uow);
  }

  @EventPattern<EventType>('ReturnSettled')
  returnSettled(@Payload() event: Milestone, @Ctx() uow: BusContext): Promise<void> {
    return this.#note(event, uow);
  }

  /** The event id tells notes apart, so that a repeated event writes nothing. */
  #note(event: Milestone, uow: BusContext): Promise<void> {
    const { returnId } = event.data;
    if (returnId === null) return Promise.resolve();
    const command = { kind: 'WriteNote' as const, returnId, causeId: event.id, text: milestoneText(event) };
    return this.#run(event, uow, { ...command, at: new Date(event.time) });
  }

  async #run(event: Envelope, uow: BusContext, command: LoopReturnCommand): Promise<void> {
    const { merchantId, type, id: eventId } = event;
    if (this.merchants.find(merchantId)?.loop === undefined) {
      this.log.debug({ merchantId, type, eventId }, 'an event of a merchant without Loop');
      return;
    }
    await loopReturns.execute(uow.tx, command.returnId, command, causeForReturn(event, command.returnId));
  }
}
