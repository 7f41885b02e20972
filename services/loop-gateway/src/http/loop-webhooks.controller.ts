import { createHash } from 'node:crypto';
import { Intake } from '@backhaul/messaging';
import { Merchants, Metrics, notFound, Nudge, Public, unauthorized, verifyHmac } from '@backhaul/service-kit';
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
    private readonly metrics: Metrics,
    private readonly nudge: Nudge,
  ) {}

  @Post(':merchantId')
  @HttpCode(200)
  @Public()
  async receive(
    @Param('merchantId') merchantId: string,
    @Headers('x-loop-signature') signature: string | undefined,
    @RawBody() body: Buffer,
  ): Promise<{ status: string }> {
    const loop = this.merchants.find(merchantId)?.loop;
    if (loop === undefined) {
      this.metrics.webhooksRejected.inc({ source: 'loop', reason: 'merchant' });
      throw notFound(`No merchant ${merchantId} receives webhooks here.`);
    }
    if (
      !verifyHmac({ algorithm: 'sha256', encoding: 'base64', secret: loop.webhookSecrets, rawBody: body, signature })
    ) {
      this.metrics.webhooksRejected.inc({ source: 'loop', reason: 'signature' });
      throw unauthorized('The signature is missing or does not match the body.');
    }
    // No delivery id exists: the same bytes are the same message (contracts/loop.md §4.1).
    const dedupeKey = createHash('sha256').update(body).digest('hex');
    const status = await ring(this.intake, { via: 'webhook', merchantId, lane: laneOf(body), dedupeKey, body });
    this.metrics.webhooksAccepted.inc({ source: 'loop', outcome: status });
    this.nudge.all();
    return { status };
  }
}
