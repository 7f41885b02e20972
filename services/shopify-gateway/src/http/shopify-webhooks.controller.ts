import { createHash } from 'node:crypto';
import { Intake } from '@backhaul/messaging';
import { Logger, Merchants, Metrics, notFound, Public, unauthorized, verifyHmac } from '@backhaul/service-kit';
import { Controller, Headers, HttpCode, Post, RawBody } from '@nestjs/common';
import { bellTopics, laneOf } from '../bells/bell.js';
import { BELL_SOURCE } from '../bells/ring.js';
import type { MerchantSections } from '../config.js';
import { ShopifyClients } from '../shopify/clients.js';

type WebhookHeaders = Readonly<Record<string, string | undefined>>;

/** Takes Shopify's webhooks in: checked on the raw bytes, stored once, answered at once (contracts/shopify.md §2). */
@Controller('webhooks/shopify')
export class ShopifyWebhooksController {
  constructor(
    private readonly merchants: Merchants<MerchantSections>,
    private readonly clients: ShopifyClients,
    private readonly intake: Intake,
    private readonly metrics: Metrics,
    private readonly log: Logger,
  ) {}

  @Post()
  @HttpCode(200)
  @Public()
  async receive(@Headers() headers: WebhookHeaders, @RawBody() body: Buffer): Promise<{ status: string }> {
    const merchantId = this.#merchantOf(headers);
    this.#checkSignature(merchantId, headers, body);
    const topic = headers['x-shopify-topic'] ?? '';
    if (!bellTopics.some((one) => one === topic)) {
      this.log.debug({ merchantId, topic }, 'a webhook of a topic that nobody here needs');
      this.metrics.webhooksAccepted.inc({ source: 'shopify', outcome: 'ignored' });
      return { status: 'ignored' };
    }
    const lane = laneOf(topic, body);
    const dedupeKey = dedupeKeyOf(topic, headers, body);
    const item = { source: BELL_SOURCE, merchantId, dedupeKey, lane, body, headers: kept(topic, headers) };
    const status = await this.intake.accept(item);
    this.metrics.webhooksAccepted.inc({ source: 'shopify', outcome: status });
    return { status };
  }

  #merchantOf(headers: WebhookHeaders): string {
    const merchantId = this.clients.merchantOf(headers['x-shopify-shop-domain']);
    if (merchantId !== undefined) return merchantId;
    this.metrics.webhooksRejected.inc({ source: 'shopify', reason: 'merchant' });
    throw notFound('No merchant here has this shop.');
  }

  #checkSignature(merchantId: string, headers: WebhookHeaders, rawBody: Buffer): void {
    const { webhookSecrets = [] } = this.merchants.get(merchantId).shopify ?? {};
    const signature = headers['x-shopify-hmac-sha256'];
    if (verifyHmac({ algorithm: 'sha256', encoding: 'base64', secret: webhookSecrets, rawBody, signature })) return;
    this.metrics.webhooksRejected.inc({ source: 'shopify', reason: 'signature' });
    throw unauthorized('The signature is missing or does not match the body.');
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
