import { createHash } from 'node:crypto';
import { Intake } from '@backhaul/messaging';
import { Logger, Merchants, Public, WebhookDoor } from '@backhaul/service-kit';
import { Controller, Headers, HttpCode, Post, RawBody } from '@nestjs/common';
import { bellTopics, laneOf } from '../bells/bell.js';
import { BELL_SOURCE } from '../bells/ring.js';
import type { MerchantSections } from '../config.js';
import { ShopifyClients } from '../shopify/clients.js';

/** Under which its webhooks are counted. */
const SOURCE = 'shopify';

type WebhookHeaders = Readonly<Record<string, string | undefined>>;

/** Takes Shopify's webhooks in: checked on the raw bytes, stored once, answered at once (contracts/shopify.md §2). */
@Controller('webhooks/shopify')
export class ShopifyWebhooksController {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly clients: ShopifyClients,
    private readonly intake: Intake,
    private readonly door: WebhookDoor,
    private readonly log: Logger,
  ) {}

  @Post()
  @HttpCode(200)
  @Public()
  async receive(@Headers() headers: WebhookHeaders, @RawBody() body: Buffer): Promise<{ status: string }> {
    const merchantId = this.door.known(SOURCE, this.clients.merchantOf(headers['x-shopify-shop-domain']));
    const { webhookSecrets = [] } = this.merchants.get(merchantId).shopify ?? {};
    const signature = headers['x-shopify-hmac-sha256'];
    this.door.signed(SOURCE, { encoding: 'base64', secret: webhookSecrets, rawBody: body, signature });
    const topic = headers['x-shopify-topic'] ?? '';
    if (!bellTopics.some((one) => one === topic)) {
      this.log.debug({ merchantId, topic }, 'a webhook of a topic that nobody here needs');
      return this.door.taken(SOURCE, 'ignored');
    }
    const lane = laneOf(topic, body);
    const dedupeKey = dedupeKeyOf(topic, headers, body);
    const item = { source: BELL_SOURCE, merchantId, dedupeKey, lane, body, headers: kept(topic, headers) };
    return this.door.taken(SOURCE, await this.intake.accept(item));
  }
}

/** The id of the delivery. The event id would not do: one action of the merchant raises several topics under it. */
function dedupeKeyOf(topic: string, headers: WebhookHeaders, body: Buffer): string {
  const id = headers['x-shopify-webhook-id'];
  if (id !== undefined && id !== '') return `webhook:${id}`;
  return `webhook:${topic}:${createHash('sha256').update(body).digest('hex')}`;
}

/** What helps an operator to find the delivery again; the signature is left out. */
function kept(topic: string, headers: WebhookHeaders): Record<string, string> {
  const entries = ['x-shopify-event-id', 'x-shopify-triggered-at', 'x-shopify-api-version'].flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { topic, ...Object.fromEntries(entries) };
}
