import { createHash } from 'node:crypto';
import { Intake } from '@backhaul/messaging';
import { Merchants, Nudge, Public, WebhookDoor } from '@backhaul/service-kit';
import { Controller, Headers, HttpCode, Param, Post, RawBody } from '@nestjs/common';
import type { MerchantSections } from '../config.js';
import { RECEIPTS_LANE, THREE_PL_WEBHOOK } from '../receipt-sources.js';

/** Takes the warehouse's webhooks in (contracts/rlm-and-3pl.md §4.2): hex signature over the raw bytes, an id per event. */
@Controller('webhooks/3pl')
export class ThreePlWebhooksController {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly intake: Intake,
    private readonly door: WebhookDoor,
    private readonly nudge: Nudge,
  ) {}

  @Post(':merchantId')
  @HttpCode(200)
  @Public()
  async receive(
    @Param('merchantId') merchantId: string,
    @Headers('x-signature') signature: string | undefined,
    @Headers('x-event-id') eventId: string | undefined,
    @RawBody() body: Buffer,
  ): Promise<{ status: string }> {
    const section = this.merchants.find(merchantId)?.threepl;
    // Who talks by files has no webhooks.
    const { webhookSecrets: secret } = this.door.known('3pl', section?.kind === 'rest' ? section : undefined);
    this.door.signed('3pl', { encoding: 'hex', secret, rawBody: body, signature });
    // The id is not signed, so it does not stand alone: another body under a known id must not pass for a repetition.
    const dedupeKey = createHash('sha256')
      .update(`${eventId ?? ''}\n`)
      .update(body)
      .digest('hex');
    const headers = eventId === undefined ? {} : { 'x-event-id': eventId.slice(0, 200) };
    const item = { source: THREE_PL_WEBHOOK, merchantId, dedupeKey, lane: RECEIPTS_LANE, body, headers };
    const status = await this.intake.accept(item);
    this.nudge.all();
    return this.door.taken('3pl', status);
  }
}
