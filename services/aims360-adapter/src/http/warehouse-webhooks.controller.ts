import { createHash } from 'node:crypto';
import { Intake } from '@backhaul/messaging';
import { Merchants, Nudge, Public, WebhookDoor } from '@backhaul/service-kit';
import { Controller, Headers, HttpCode, Param, Post, RawBody } from '@nestjs/common';
import type { MerchantSections } from '../config.js';
import { RECEIPTS_LANE, WAREHOUSE_WEBHOOK } from '../warehouse/warehouse-webhooks.js';

/** Takes in what warehouses post to us (contracts/rlm-and-3pl.md §4.2): hex signature over the raw bytes. */
@Controller('webhooks/warehouse')
export class WarehouseWebhooksController {
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
    @RawBody() body: Buffer,
  ): Promise<{ status: string }> {
    const { secrets } = this.door.known('warehouse', this.merchants.find(merchantId)?.aims360?.warehouseWebhook);
    this.door.signed('warehouse', { encoding: 'hex', secret: secrets, rawBody: body, signature });
    const dedupeKey = createHash('sha256').update(body).digest('hex');
    const item = { source: WAREHOUSE_WEBHOOK, merchantId, dedupeKey, lane: RECEIPTS_LANE, body, headers: {} };
    const status = await this.intake.accept(item);
    this.nudge.all();
    return this.door.taken('warehouse', status);
  }
}
