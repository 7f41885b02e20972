import { createHash } from 'node:crypto';
import type { Clock } from '@backhaul/contracts';
import { Intake } from '@backhaul/messaging';
import { CLOCK, Merchants, Nudge, Public, WebhookDoor } from '@backhaul/service-kit';
import { Controller, Headers, HttpCode, Inject, Param, Post, RawBody } from '@nestjs/common';
import type { MerchantSections } from '../config.js';
import { RECEIPTS_LANE, THREE_PL_WEBHOOK } from '../receipt-sources.js';
import { answerTo, deliveryIdIn, isVouched, withWebhooks, type Headers as Given } from '../three-pl/webhooks.js';

/** Takes the webhooks of warehouses in, each signed in the way of its kind (contracts/rlm-and-3pl.md §4.2, §4.3). */
@Controller('webhooks/3pl')
export class ThreePlWebhooksController {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly intake: Intake,
    private readonly door: WebhookDoor,
    private readonly nudge: Nudge,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post(':merchantId')
  @HttpCode(200)
  @Public()
  async receive(
    @Param('merchantId') merchantId: string,
    @Headers() given: Given,
    @RawBody() body: Buffer,
  ): Promise<Record<string, string>> {
    const section = this.door.known('3pl', withWebhooks(this.merchants.find(merchantId)?.threepl));
    this.door.vouched('3pl', isVouched(section, { headers: given, rawBody: body, now: this.clock.now() }));
    const eventId = deliveryIdIn(section, given);
    // An id that is not signed does not stand alone: another body under a known id must not pass for a repetition.
    const dedupeKey = createHash('sha256')
      .update(`${eventId ?? ''}\n`)
      .update(body)
      .digest('hex');
    const headers = eventId === undefined ? {} : { 'x-event-id': eventId.slice(0, 200) };
    const item = { source: THREE_PL_WEBHOOK, merchantId, dedupeKey, lane: RECEIPTS_LANE, body, headers };
    const status = await this.intake.accept(item);
    this.nudge.all();
    return answerTo(section, this.door.taken('3pl', status));
  }
}
