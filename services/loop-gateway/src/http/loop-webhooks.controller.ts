import { createHash } from 'node:crypto';
import { Intake } from '@backhaul/messaging';
import { Merchants, Public, WebhookDoor } from '@backhaul/service-kit';
import { Controller, Headers, HttpCode, Param, Post, RawBody } from '@nestjs/common';
import { ring } from '../bells/ring.js';
import type { MerchantSections } from '../config.js';
import { laneOf } from '../loop/bell.js';

/** Takes Loop's webhooks in: checked on the raw bytes, stored once, answered at once (contracts/loop.md §4.1). */
@Controller('webhooks/loop')
export class LoopWebhooksController {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly intake: Intake,
    private readonly door: WebhookDoor,
  ) {}

  @Post(':merchantId')
  @HttpCode(200)
  @Public()
  async receive(
    @Param('merchantId') merchantId: string,
    @Headers('x-loop-signature') signature: string | undefined,
    @RawBody() body: Buffer,
  ): Promise<{ status: string }> {
    const { webhookSecrets: secret } = this.door.known('loop', this.merchants.find(merchantId)?.loop);
    this.door.signed('loop', { encoding: 'base64', secret, rawBody: body, signature });
    // No delivery id exists: the same bytes are the same message (contracts/loop.md §4.1).
    const dedupeKey = createHash('sha256').update(body).digest('hex');
    const status = await ring(this.intake, { via: 'webhook', merchantId, lane: laneOf(body), dedupeKey, body });
    return this.door.taken('loop', status);
  }
}
