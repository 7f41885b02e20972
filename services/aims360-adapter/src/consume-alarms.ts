import type { Envelope, EventType } from '@backhaul/contracts';
import { Stops } from '@backhaul/erp-kit';
import type { BusContext } from '@backhaul/messaging';
import { Merchants } from '@backhaul/service-kit';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { MerchantSections } from './config.js';

/** Loop's gateway has seen that another system processes returns: each call of ours could be the second of its kind. */
@Controller()
export class ConsumeAlarms {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly stops: Stops,
  ) {}

  @EventPattern<EventType>('TaskOpened')
  async taskOpened(@Payload() event: Envelope<'TaskOpened'>, @Ctx() { tx }: BusContext): Promise<void> {
    const { taskId, kind, why, values } = event.data;
    const isOurs = this.merchants.find(event.merchantId)?.aims360 !== undefined;
    if (isOurs && kind === 'foreign-processing') {
      await this.stops.stop(tx, event.merchantId, { id: taskId, why, values }, event.id);
    }
  }
}
