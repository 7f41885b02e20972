import type { AnyEnvelope, Envelope, EventType } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import type { BusContext } from '@backhaul/messaging';
import { causeForReturn, causeOf, Merchants } from '@backhaul/service-kit';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { exchangePolicyOf, type MerchantSections } from './config.js';
import type { ExchangeOrderCommand } from './exchange-order/commands.js';
import { TypesOfOrders } from './erp/types-of-orders.js';
import { exchangeOrders, exchangeStreamId } from './exchange-orders.js';
import { countImported } from './read-models/exchange-order-model.js';

type Naming = Envelope<'ReturnInitiated'> | Envelope<'ReturnRevised'> | Envelope<'ReturnProcessed'>;

/** What the shop and Loop say about exchange orders, and what it means for the ERP. */
@Controller()
export class ConsumeExchanges {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly types: TypesOfOrders,
  ) {}

  @EventPattern<EventType>('ExchangeOrderCreated')
  async exchangeOrderCreated(
    @Payload() event: Envelope<'ExchangeOrderCreated'>,
    @Ctx() { tx }: BusContext,
  ): Promise<void> {
    const section = this.merchants.find(event.merchantId)?.aims360;
    if (section === undefined) return;
    const { merchantId } = event;
    const { returnId, ...order } = event.data;
    const types = await this.types.of(tx, { merchantId, returnId }, order);
    await this.#run(tx, event, {
      kind: 'RecordShopOrder',
      exchangeOrderId: order.exchangeOrderId,
      order,
      returnId,
      policy: { ...exchangePolicyOf(section), ...types },
      importedBefore: await countImported(tx, merchantId),
      at: new Date(event.time),
    });
  }

  /** An instant exchange has its order from the start. */
  @EventPattern<EventType>('ReturnInitiated')
  returnInitiated(@Payload() event: Envelope<'ReturnInitiated'>, @Ctx() uow: BusContext): Promise<void> {
    return this.#named(event, uow);
  }

  @EventPattern<EventType>('ReturnRevised')
  returnRevised(@Payload() event: Envelope<'ReturnRevised'>, @Ctx() uow: BusContext): Promise<void> {
    return this.#named(event, uow);
  }

  @EventPattern<EventType>('ReturnProcessed')
  returnProcessed(@Payload() event: Envelope<'ReturnProcessed'>, @Ctx() uow: BusContext): Promise<void> {
    return this.#named(event, uow);
  }

  async #named(event: Naming, { tx }: BusContext): Promise<void> {
    if (this.merchants.find(event.merchantId)?.aims360 === undefined) return;
    const { returnId, exchangeOrders: named } = event.data;
    for (const { orderId: exchangeOrderId } of named) {
      await this.#run(tx, event, { kind: 'NameReturn', exchangeOrderId, returnId, at: new Date(event.time) });
      const id = exchangeStreamId(event.merchantId, exchangeOrderId);
      await this.types.again(tx, id, causeForReturn(event, returnId));
    }
  }

  async #run(tx: Queryable, event: AnyEnvelope, command: ExchangeOrderCommand): Promise<void> {
    const id = exchangeStreamId(event.merchantId, command.exchangeOrderId);
    const returnId = 'returnId' in command ? command.returnId : null;
    const cause = returnId === null ? causeOf(event) : causeForReturn(event, returnId);
    await exchangeOrders.execute(tx, id, command, cause);
  }
}
