import type { Envelope, EventType } from '@backhaul/contracts';
import type { BusContext } from '@backhaul/messaging';
import { Merchants } from '@backhaul/service-kit';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { MerchantSections } from './config.js';
import { boxNumbers } from './warehouse/box-numbers.js';

/** What Loop says about the parcels of our returns: a warehouse may know nothing but the number on the label. */
@Controller()
export class ConsumeParcels {
  constructor(private readonly merchants: Merchants<MerchantSections>) {}

  @EventPattern<EventType>('ReturnInitiated')
  returnInitiated(@Payload() event: Envelope<'ReturnInitiated'>, @Ctx() { tx }: BusContext): Promise<void> {
    return this.#note(tx, event);
  }

  @EventPattern<EventType>('ReturnRevised')
  returnRevised(@Payload() event: Envelope<'ReturnRevised'>, @Ctx() { tx }: BusContext): Promise<void> {
    return this.#note(tx, event);
  }

  @EventPattern<EventType>('ParcelProgressed')
  async parcelProgressed(@Payload() event: Envelope<'ParcelProgressed'>, @Ctx() { tx }: BusContext): Promise<void> {
    if (!this.#isOurs(event)) return;
    const { returnId, trackingNumber } = event.data;
    await boxNumbers.noteTracking(tx, event.merchantId, returnId, trackingNumber);
  }

  async #note(tx: BusContext['tx'], event: Envelope<'ReturnInitiated'> | Envelope<'ReturnRevised'>): Promise<void> {
    if (this.#isOurs(event)) await boxNumbers.note(tx, event.merchantId, event.data);
  }

  #isOurs(event: { merchantId: string }): boolean {
    return this.merchants.find(event.merchantId)?.rlm !== undefined;
  }
}
