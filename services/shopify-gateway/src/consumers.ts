import type { Envelope, EventType } from '@backhaul/contracts';
import { Intake, type BusContext } from '@backhaul/messaging';
import { causeOf, Merchants } from '@backhaul/service-kit';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { EXCHANGE_BELL, RETURN_BELL } from './bells/bell.js';
import { ring } from './bells/ring.js';
import type { MerchantSections } from './config.js';
import { inventoryLevels, levelStreamId } from './levels.js';

/** What the other services say, and what it means for the shop. */
@Controller()
export class Consumers {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly intake: Intake,
  ) {}

  /** The bell is stored on its own, before the message counts as handled: rung twice it is still one bell. */
  @EventPattern<EventType>('ReturnInitiated')
  async returnInitiated(@Payload() event: Envelope<'ReturnInitiated'>): Promise<void> {
    if (!this.#concerns(event)) return;
    const { id: causationId, merchantId, correlationId } = event;
    const { order, exchangeOrders } = event.data;
    const { orderId } = order;
    const bell = { topic: RETURN_BELL, merchantId, orderId, dedupeKey: `return:${causationId}` } as const;
    await ring(this.intake, { ...bell, origin: { causationId, correlationId } });
    await this.#ringForExchanges(event, orderId, exchangeOrders);
  }

  @EventPattern<EventType>('ReturnRevised')
  async returnRevised(@Payload() event: Envelope<'ReturnRevised'>): Promise<void> {
    if (!this.#concerns(event)) return;
    await this.#ringForExchanges(event, event.data.order.orderId, event.data.exchangeOrders);
  }

  @EventPattern<EventType>('ReturnProcessed')
  async returnProcessed(@Payload() event: Envelope<'ReturnProcessed'>): Promise<void> {
    if (!this.#concerns(event)) return;
    await this.#ringForExchanges(event, originalOf(event), event.data.exchangeOrders);
  }

  @EventPattern<EventType>('InventoryExported')
  async inventoryExported(@Payload() event: Envelope<'InventoryExported'>, @Ctx() uow: BusContext): Promise<void> {
    if (!this.#concerns(event)) return;
    const { returnId, levels, exportedAt } = event.data;
    const cause = { ...causeOf(event), subject: returnId ?? event.subject };
    // In one order, so that two exports of the same goods do not wait for each other.
    for (const { sku, locationId, available } of [...levels].sort(byPlace)) {
      const place = { sku, locationId: digitsOf(locationId), available };
      const level = { ...place, exportId: event.id, returnId, exportedAt: new Date(exportedAt) };
      await inventoryLevels.execute(
        uow.tx,
        levelStreamId(event.merchantId, level),
        { kind: 'TakeExport', level },
        cause,
      );
    }
  }

  /** What Loop says of an exchange order settles whose it is; a native exchange is on the original order itself. */
  async #ringForExchanges(
    { id: causationId, merchantId, correlationId, data: { returnId } }: Envelope<ReturnEvent>,
    original: string,
    named: readonly { orderId: string }[],
  ): Promise<void> {
    for (const { orderId } of named) {
      const native = orderId === original;
      await ring(this.intake, {
        topic: EXCHANGE_BELL,
        merchantId,
        orderId,
        dedupeKey: `exchange:${causationId}:${orderId}`,
        concerns: native ? 'everyone' : 'known',
        mayBeExchange: !native,
        namedBy: { returnId, orderId: original },
        origin: { causationId, correlationId },
      });
    }
  }

  #concerns(event: Envelope): boolean {
    return this.merchants.find(event.merchantId)?.shopify !== undefined;
  }
}

type ReturnEvent = 'ReturnInitiated' | 'ReturnRevised' | 'ReturnProcessed';

/** The original order, under which all events of a return are filed. */
const originalOf = ({ merchantId, partitionKey }: Envelope): string => partitionKey.slice(merchantId.length + 1);

interface Place {
  readonly sku: string;
  readonly locationId: string;
}

const byPlace = (left: Place, right: Place): number => (placeOf(left) < placeOf(right) ? -1 : 1);
const placeOf = ({ sku, locationId }: Place): string => `${sku}/${locationId}`;

/** Locations come as digits or as a global id, as the ERP keeps them. */
const digitsOf = (locationId: string): string => locationId.slice(locationId.lastIndexOf('/') + 1);
