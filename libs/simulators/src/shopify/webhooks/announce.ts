import { createHmac } from 'node:crypto';
import type { Kernel, RetryPolicy } from '../../kernel/index.js';
import { stringifyRaw } from '../rest/raw-number.js';
import type { Shop, ShopifyState, Subscription } from '../state.js';
import type { Topic } from './topics.js';

export interface News {
  topic: Topic;
  body: Record<string, unknown>;
}

/** Eight more attempts over four hours, exponentially. */
const RETRIES: RetryPolicy = {
  retryDelaysMs: [60, 120, 240, 480, 900, 1_800, 3_600, 7_200].map((seconds) => seconds * 1_000),
  connectTimeoutMs: 1_000,
  timeoutMs: 5_000,
  retryOn: 'all',
};

/** Tells the subscribers of one merchant action: one Event-Id for all topics, one Webhook-Id per delivery. */
export function announce(kernel: Kernel<ShopifyState>, shop: Shop, news: News[]): void {
  const eventId = kernel.ids.uuid('shopify/event');
  for (const { topic, body } of news) {
    for (const subscription of shop.subscriptions.filter((one) => one.topic === topic)) {
      send(kernel, shop, subscription, eventId, body);
    }
  }
}

function send(
  kernel: Kernel<ShopifyState>,
  shop: Shop,
  subscription: Subscription,
  eventId: string,
  content: Record<string, unknown>,
): void {
  const webhookId = kernel.ids.uuid('shopify/webhook');
  const body = stringifyRaw(selected(subscription, withSurprise(webhookId, content)));
  kernel.webhooks.send({
    url: subscription.url,
    topic: subscription.topic,
    tag: `${shop.domain}/${subscription.id}`,
    body,
    policy: RETRIES,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'Shopify-Captain-Hook',
      'X-Shopify-Topic': subscription.topic,
      'X-Shopify-Hmac-Sha256': createHmac('sha256', secretFor(shop)).update(body).digest('base64'),
      'X-Shopify-Shop-Domain': shop.domain,
      'X-Shopify-API-Version': shop.webhookApiVersion,
      'X-Shopify-Webhook-Id': webhookId,
      'X-Shopify-Event-Id': eventId,
      'X-Shopify-Triggered-At': kernel.clock.now().toISOString().replace('Z', '123456Z'),
      ...(subscription.name === null ? {} : { 'X-Shopify-Name': subscription.name }),
    },
  });
}

/** Fields that no reader knows yet appear now and then, as they do in life. */
const withSurprise = (webhookId: string, body: Record<string, unknown>): Record<string, unknown> =>
  /^[0-3]/.test(webhookId) ? { ...body, preview_of_next_version: { enabled: true } } : body;

function selected({ includeFields }: Subscription, body: Record<string, unknown>): Record<string, unknown> {
  if (includeFields.length === 0) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => includeFields.includes(name)));
}

function secretFor(shop: Shop): string {
  if (shop.wrongSecret.times <= 0) return shop.signingSecret;
  shop.wrongSecret.times -= 1;
  return shop.wrongSecret.secret;
}

/** A subscription made through the API is deleted when a delivery has failed for good. */
export function dropFailingSubscriptions(kernel: Kernel<ShopifyState>): void {
  kernel.webhooks.onFinished((delivery) => {
    if (delivery.state !== 'failed') return;
    for (const shop of Object.values(kernel.state.shops)) {
      shop.subscriptions = shop.subscriptions.filter(
        (one) => one.fromConfiguration || `${shop.domain}/${one.id}` !== delivery.tag,
      );
    }
  });
}
