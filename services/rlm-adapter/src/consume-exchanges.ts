import type { AnyEnvelope, Envelope, EventType } from '@backhaul/contracts';
import type { Queryable } from '@backhaul/event-store';
import type { BusContext } from '@backhaul/messaging';
import { causeForReturn, causeOf, Merchants } from '@backhaul/service-kit';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { exchangePolicyOf, type MerchantSections } from './config.js';
import type { ExchangeOrderCommand } from './exchange-order/commands.js';
import type { Credit, Sibling } from './exchange-order/credit.js';
import { valueOf } from './exchange-order/shop-order.js';
import { exchangeOrders, exchangeStreamId } from './exchange-orders.js';

/** What the shop and Loop say about exchange orders, and what it means for RLM. */
@Controller()
export class ConsumeExchanges {
  constructor(private readonly merchants: Merchants<MerchantSections>) {}

  @EventPattern<EventType>('ExchangeOrderCreated')
  async exchangeOrderCreated(
    @Payload() event: Envelope<'ExchangeOrderCreated'>,
    @Ctx() { tx }: BusContext,
  ): Promise<void> {
    const merchant = this.merchants.find(event.merchantId);
    if (merchant?.rlm === undefined) return;
    const { rlm, timeZone } = merchant;
    const { returnId, ...order } = event.data;
    const { exchangeOrderId } = order;
    const policy = exchangePolicyOf({ rlm, timeZone });
    const at = new Date(event.time);
    await this.#run(tx, event, { kind: 'RecordShopOrder', exchangeOrderId, order, returnId, policy, at });
    await this.#share(tx, event, exchangeOrderId);
  }

  /** An instant exchange has its order from the start. */
  @EventPattern<EventType>('ReturnInitiated')
  returnInitiated(@Payload() event: Envelope<'ReturnInitiated'>, @Ctx() uow: BusContext): Promise<void> {
    return this.#named(event, creditOfReturn(event), uow);
  }

  @EventPattern<EventType>('ReturnRevised')
  returnRevised(@Payload() event: Envelope<'ReturnRevised'>, @Ctx() uow: BusContext): Promise<void> {
    return this.#named(event, creditOfReturn(event), uow);
  }

  @EventPattern<EventType>('ReturnProcessed')
  returnProcessed(@Payload() event: Envelope<'ReturnProcessed'>, @Ctx() uow: BusContext): Promise<void> {
    const { exchangeCredit: credit, upsell, partial, exchangeOrders: named } = event.data;
    const orderIds = idsOf(named);
    return this.#named(event, { credit, upsell, partial, orderIds, asOf: event.time }, uow);
  }

  async #named(
    event: Envelope<'ReturnInitiated'> | Envelope<'ReturnRevised'> | Envelope<'ReturnProcessed'>,
    credit: Credit,
    { tx }: BusContext,
  ): Promise<void> {
    if (this.merchants.find(event.merchantId)?.rlm === undefined) return;
    const { returnId } = event.data;
    for (const exchangeOrderId of credit.orderIds) {
      await this.#run(tx, event, { kind: 'NameReturn', exchangeOrderId, returnId, credit, at: new Date(event.time) });
    }
    const [first] = credit.orderIds;
    if (first !== undefined) await this.#share(tx, event, first);
  }

  /** Orders of one return share its value, so each has to know what the others come to. */
  async #share(tx: Queryable, event: AnyEnvelope, exchangeOrderId: string): Promise<void> {
    const streamOf = (id: string): string => exchangeStreamId(event.merchantId, id);
    const { credit } = await exchangeOrders.load(tx, streamOf(exchangeOrderId));
    if (credit === null || credit.orderIds.length < 2) return;
    const known: Sibling[] = [];
    for (const id of credit.orderIds) {
      const { seen } = await exchangeOrders.load(tx, streamOf(id));
      if (seen === null) continue;
      const { createdAt, cancelled } = seen.order;
      known.push({ exchangeOrderId: id, createdAt, cancelled, value: valueOf(seen.order) });
    }
    for (const id of credit.orderIds) {
      const siblings = known.filter((one) => one.exchangeOrderId !== id);
      await this.#run(tx, event, { kind: 'ObserveSiblings', exchangeOrderId: id, siblings, at: new Date(event.time) });
    }
  }

  async #run(tx: Queryable, event: AnyEnvelope, command: ExchangeOrderCommand): Promise<void> {
    const id = exchangeStreamId(event.merchantId, command.exchangeOrderId);
    const told = 'returnId' in command ? command.returnId : null;
    const returnId = told ?? (await exchangeOrders.load(tx, id)).returnId;
    const cause = returnId === null ? causeOf(event) : causeForReturn(event, returnId);
    await exchangeOrders.execute(tx, id, command, cause);
  }
}

function creditOfReturn({ time, data }: Envelope<'ReturnInitiated'> | Envelope<'ReturnRevised'>): Credit {
  const { amounts, exchangeItems, exchangeOrders: named } = data;
  const { exchangeCredit: credit, upsell } = amounts;
  const partial = exchangeItems.some(({ outOfStock }) => outOfStock);
  return { credit, upsell, partial, orderIds: idsOf(named), asOf: time };
}

/** In one order, whatever the order of the list: the same telling must read the same. */
const idsOf = (orders: readonly { orderId: string }[]): string[] => orders.map(({ orderId }) => orderId).sort();
